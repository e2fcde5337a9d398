"""Every task's staging by its name, and those of other pages."""

from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.handles import places
from pages.figures.descent import descent_scene
from pages.figures.descent_handles import held, without_starts
from pages.figures.differences import curves, fields, matrices
from pages.figures.digits import digits_scene
from pages.figures.gates import gates_scene
from pages.figures.gradient import gradient_scene
from pages.figures.home import home_scene
from pages.figures.linear import linear_scene
from pages.figures.parts import pictured
from pages.figures.sine import sine_scene
from pages.figures.staging import Counted, Handles, Staging


def _points(e: GateExperiment) -> Handles:
    return {"points": places(e)}


STAGED = {
    "gates": Staging(
        gates_scene,
        drawn_from=pictured,
        handles=_points,
        picture="field",
        network="network",
        beside=fields,
        counted=(Counted("right", "d", "right"), Counted("test_right", "d", "held", held_out=True)),
    ),
    "sine": Staging(sine_scene, drawn_from=pictured, picture="fit", network="network", beside=curves),
    "digits": Staging(
        digits_scene,
        drawn_from=pictured,
        picture="confusion",
        network="weights",
        beside=matrices,
        counted=(
            Counted("accuracy", ".1%", "right"),
            Counted("test_accuracy", ".1%", "held", held_out=True),
        ),
    ),
    "descent": Staging(descent_scene, drawn_from=without_starts, handles=held),
    "gradient": Staging(gradient_scene),
    "linear": Staging(linear_scene),
}
HOME = Staging(home_scene, handles=_points, name="home")
ELSEWHERE = {("gates", HOME.name): HOME}  # by task and name
