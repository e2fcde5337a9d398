"""The scene protocol as the player has it: TypeScript reads what Python sends, and what neither may send."""

import json

import pytest

from core.tasks.registry import read_link
from core.wire.packet import Array
from core.wire.scene import plain
from pages.words import translator
from tests.checkers import ROOT, run
from tests.core.wire.every_part import SCENE, SENTENCE
from tests.pages.scenes import LINKS, built

PROTOCOL = (ROOT / "static/player/scene.d.ts").as_posix()
# Every field must be there, the ones that may be left out too.
WHOLE = """
type Whole<T> = T extends TapeArray ? T : T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;
"""


@pytest.fixture
def complaints(tsc, tmp_path):
    """What TypeScript says of some lines in which the protocol's types are known."""

    def told(lines):
        head = f'import type {{ {", ".join(NAMES)} }} from "{PROTOCOL}";\n'
        (tmp_path / "made.ts").write_text(head + lines, encoding="utf-8")
        config = {"extends": str(ROOT / "tsconfig.json"), "include": ["made.ts"], "exclude": []}
        (tmp_path / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
        return run([*tsc, "--project", tmp_path], 120).stdout

    return told


NAMES = ("Action", "Binding", "Cell", "Layer", "Layout", "Panel", "Scene", "Sentence", "TapeArray")


def written(part):
    """A part of a scene as an expression; arrays are opened before the player sees them."""
    text = json.dumps(plain(part), default=lambda array: "@array" if isinstance(array, Array) else None)
    return text.replace('"@array"', "(null as unknown as TapeArray)")


def test_both_sides_have_the_same_fields(complaints):
    """The fixture has every field that Python knows; here it must have every one that the player knows, and no more."""
    lines = f"const scene: Whole<Scene> = {written(SCENE)};\nconst said: Whole<Sentence> = {written(SENTENCE)};\n"
    assert complaints(WHOLE + lines) == ""


def test_every_tasks_scenes_fit(complaints):
    lines = [f"const s{k}: Scene = {written(scene)};\n" for k, scene in enumerate(scenes())]
    assert complaints("".join(lines)) == ""


def scenes():
    """Figures left out: these Plotly checks."""
    for link in LINKS:
        e, _ = read_link(link)
        scene = plain(built(e, translator("en")))
        for panel in scene["panels"]:
            if "figure" in panel:
                panel["figure"] = {"data": [], "layout": {}}
        yield scene


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("Binding", '{ type: "history", trace: "0", array: "loss" }', "'string' is not assignable to type 'number'"),
        ("Binding", '{ type: "set", trace: 0, attr: "xx", array: "fit" }', "'\"xx\"' is not assignable"),
        ("Layer", '{ type: "fields", array: "field" }', "'\"fields\"' is not assignable"),
        ("Layout", '{ min_width: 0, columns: "1fr", rows: "auto" }', "Property 'areas' is missing"),
        ("Cell", '{ arr: "loss" }', "'arr' does not exist"),
        ("Panel", '{ ...plot, squre: true }', "'squre' does not exist"),
        ("Action", '{ value: "lr=0.1" }', "Property 'label' is missing"),
        ("Scene", "{ panels: [], layouts: [], labels: {}, lectures: [] }", "'lectures' does not exist"),
    ],
)  # fmt: skip
def test_a_scene_of_another_form_is_seen(complaints, kind, value, complaint):
    plot = '{ kind: "plot", id: "p", area: "p", title: "", hint: "", figure: { data: [], layout: {} } } as const'
    said = complaints(f"const plot = {plot};\nconst made: {kind} = {value};\n")
    assert complaint in said and "scene.d.ts(" not in said
