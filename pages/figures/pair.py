"""The scene of several runs on one clock: their pictures side by side, one plot of their losses, a table of columns."""

from dataclasses import replace

from core.pair.clock import CLOCKS
from core.pair.pair import Pair
from core.pair.told import Told
from core.record.say import Say
from core.wire.panels import NetworkView, Panel, Toggle
from core.wire.scene import Action, Readout, Scene
from pages.figures.beside import of_run, renamed
from pages.figures.differences import DIFFERENCE, Standing, switch
from pages.figures.pair_layouts import NETWORKS, layouts, lecture
from pages.figures.pair_losses import losses_panel
from pages.figures.pair_table import runs_table
from pages.figures.palette import CYCLE, TOKENS
from pages.figures.staging import Staging


def pair_scene(staging: Staging, pair: Pair, told: Told, say: Say) -> Scene:
    """Everything that the player shows of runs on one clock."""
    alone = [staging.scene(e, e.load(), say) for e in pair.runs]
    hues = [CYCLE[pair.order.index(number)] for number in range(len(pair.runs))]
    first = _standing(staging.picture, pair, alone, hues, pair.order[0], None)
    panels: list[Panel] = []
    for number in pair.order:
        standing = _standing(staging.picture, pair, alone, hues, number, None if first.number == number else first)
        panels += [
            of_run(shown, number, told.titles[number], TOKENS[hues[number]])
            for shown in [staging.beside(standing, say), *_networks(staging, alone, number)]
        ]
    switches = _switches(panels, say)
    pictures = [panel if panel.fixed else _switched(panel, switches) for panel in panels]
    table = runs_table(pair, staging.counted, told, hues, say)
    stage = alone[0]
    return Scene(
        labels=stage.labels, readouts=[Readout(label=say(f"clock_{pair.clock}"), value="clock", format=".4~g")],
        layouts=layouts(staging, pair, len(table.rows)),
        panels=[*pictures, losses_panel(pair, hues, switches, say), table],
        lecture=lecture(staging, pair), clocks=_clocks(pair, say), parts=stage.parts, parts_from=stage.parts_from,
        by_hand=stage.by_hand, images=stage.images,
    )  # fmt: skip


def _standing(area, pair, alone, hues, number, first):
    panel = next(panel for panel in alone[number].panels if panel.area == area)
    return Standing(
        number=number, count=len(pair.runs), letter=pair.letter(number), hue=hues[number], scene=alone[number],
        panel=panel, first=first,
    )  # fmt: skip


def _networks(staging, alone, number):
    found = [panel for panel in alone[number].panels if panel.area == staging.network]
    return [_bare(renamed(panel, number)) for panel in found]


def _bare(panel):
    """Without switches of its own, and what they show."""
    bare = replace(panel, toggles=())
    return replace(bare, lines=None) if isinstance(bare, NetworkView) else bare


def _switches(panels, say):
    """Those that several panels share."""
    differ = any(toggle.key == DIFFERENCE for panel in panels for toggle in panel.toggles)
    networks = Toggle(label=say("pair_networks"), key=NETWORKS)
    return [*([switch(say)] if differ else []), networks]


def _switched(panel, switches):
    """In lecture mode pictures stand alone: those of the run on stage have all switches, in their own way."""
    own = {toggle.key: toggle for toggle in panel.toggles}
    return replace(panel, toggles=[own.get(toggle.key, toggle) for toggle in switches])


def _clocks(pair, say):
    """The present one first."""
    named = sorted(CLOCKS, key=lambda clock: clock != pair.clock)
    return [Action(label=say(f"clock_{clock}"), value=f"clock={clock}") for clock in named]
