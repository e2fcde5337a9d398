"""The scene protocol: every part travels whole, and as the fixture says that the player's tests read too."""

import json
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from core.wire import imaging, layers, panels, scene
from core.wire.packet import Array, pack, unpack
from core.wire.panels import Cell, Plot, Toggle
from core.wire.scene import plain
from tests.core.wire.every_part import PLOT, SCENE, SENTENCE

FIXTURE = Path(__file__).parents[2] / "scene.json"
PARTS = {
    part for module in (imaging, layers, panels, scene) for part in vars(module).values()
    if isinstance(part, type) and is_dataclass(part) and part is not Array
}  # fmt: skip


def as_written(part):
    """An array as the fixture has it."""
    assert isinstance(part, Array)
    return {"shape": part.values.shape, "each": part.each, "values": part.values.ravel().tolist()}


def parts_in(part):
    """(class, the keys that travel) of every part inside a part."""
    if isinstance(part, list | tuple):
        for item in part:
            yield from parts_in(item)
    elif is_dataclass(part) and not isinstance(part, Array):
        yield type(part), plain(part).keys()
        for f in fields(part):
            yield from parts_in(getattr(part, f.name))


def test_the_fixture_is_what_travels():
    sent = json.loads(json.dumps({"scene": plain(SCENE), "captions": [plain(SENTENCE)]}, default=as_written))
    assert sent == json.loads(FIXTURE.read_text(encoding="utf-8"))


def test_the_fixture_has_every_field_of_every_part():
    found: dict[type, set[str]] = {}
    for kind, keys in parts_in([SCENE, SENTENCE]):
        found.setdefault(kind, set()).update(keys)
    shared = {part for part in PARTS if part.__subclasses__()} - found.keys()
    assert PARTS - shared == found.keys()
    for kind, keys in found.items():
        assert {f.name for f in fields(kind)} <= keys, kind


def test_what_is_empty_does_not_travel_but_what_is_asked_for_does():
    assert plain(Cell(text="")) == {"text": ""}
    assert plain(Cell(array="loss", index=[0])) == {"array": "loss", "index": [0]}
    assert plain(Toggle(key="log", label="log")) == {"key": "log", "label": "log"}
    bare = Plot(id="p", area="p", title="", hint="", figure={})
    assert plain(bare) == {"kind": "plot", "id": "p", "area": "p", "title": "", "hint": "", "figure": {}}


def test_arrays_travel_as_blobs():
    layer = unpack(pack(plain(PLOT)))["layers"][1]
    assert layer["type"] == "contours" and layer["data"].values.tolist() == [[0.0, 0.5], [1.0, 1.5]]


@pytest.mark.parametrize("wrong", [{"squre": True}, {"binding": []}, {"kind": "plots"}])
def test_a_wrong_key_is_refused(wrong):
    with pytest.raises(TypeError, match=next(iter(wrong))):
        Plot(id="p", area="p", title="", hint="", figure={}, **wrong)
