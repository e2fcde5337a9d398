"""The microscope's panel: where it stands, what the parts of the network are called in it, and its words."""

from collections.abc import Mapping

from core.engine.network import Network
from core.record.say import Say
from core.wire.panels import Explanation
from core.wire.scene import FewVariant, Variant
from pages.figures import parts
from pages.figures.network import part_labels, part_names

SELECTED = "selected"  # the toggle that is on while a part is; see Scene
_WORDS = (
    "micro_step", "micro_change", "micro_last", "micro_numpy", "micro_prints",
    "micro_copy", "micro_copied", "micro_close", "micro_warning", "micro_failed", "micro_nobody",
    "micro_playing",
)  # fmt: skip


def microscopes(network: Network, say: Say) -> list[Explanation]:
    """The panel; none for a network whose parts nobody can select."""
    labels = part_labels(network)
    return [microscope(labels, say)] if labels else []


def microscope(called: Mapping[str, str], say: Say) -> Explanation:
    """The panel of these parts, by their names with what pictures call them."""
    names = {part: say(f"micro_{part[0]}", name=label) for part, label in called.items()}
    labels = {word: say(word) for word in _WORDS}
    return Explanation(
        id="micro", area="micro", title=say("pic_micro"), hint=say("pic_micro_hint"), names=names, labels=labels
    )


def with_microscope(network: Network, columns: str, heights: dict[str, str]) -> list[Variant]:
    """How panels stand while a part is selected; none for a network whose parts nobody can select."""
    return [parts.variant(SELECTED, False, columns, heights)] if part_names(network) else []


def lecture_with_microscope(network: Network, columns: str, *areas: str) -> list[FewVariant]:
    """As `with_microscope`, in lecture mode."""
    tall = ("micro", areas[0].split()[0], "network")
    few = FewVariant(toggle=SELECTED, on=False, columns=columns, areas=areas, tall=tall)
    return [few] if part_names(network) else []
