"""Which values are offered for a setting that is to be varied, until a hand types others."""

from core.experiment.values import settings_of
from core.learning.learner import Learner

# What is varied most often stands first in the list.
FIRST = ("lr", "opt", "hidden", "batch", "act", "init", "loss", "epochs")
_OFFERED = {
    "lr": "0.001..1:10", "hidden": "2,3,4,8", "batch": "2,8,32,128", "epochs": "100,300,1000", "mom": "0,0.5,0.9,0.99",
    "b1": "0,0.5,0.9,0.99", "b2": "0.9,0.99,0.999", "rho": "0.5,0.9,0.99", "eps": "1e-08,0.0001,0.01",
    "wd": "0,0.001,0.01,0.1", "l1": "0,0.0001,0.001,0.01", "l2": "0,0.0001,0.001,0.01", "scale": "0.1,0.3,1,3",
    "threshold": "0.3,0.5,0.7", "target": "0.001,0.01,0.1", "plateau": "10,30,100", "points": "20,50,100,200",
    "spread": "0.1,0.2,0.3", "noise": "0,0.1,0.2,0.4", "test": "0,30,60", "val": "0,30,60", "wrong": "0,10,30",
    "dseed": "0..4:5", "low": "-1,-0.5,0", "high": "0.5,1,2", "stdx": "0,1", "stdy": "0,1",
}  # fmt: skip
_OF_TASK = {  # where a task's runs are larger
    "sine": {"hidden": "2,4,8,16", "epochs": "500,1000,2000"},
    "digits": {
        "lr": "0.0003..0.1:6", "hidden": "8,16,32,64", "batch": "10,30,100", "epochs": "4,8,16",
        "points": "30,100,300",
    },
}  # fmt: skip


def offered(kind: type[Learner], key: str) -> str:
    """Values of a setting as a link writes them: of one with choices all of them."""
    setting = settings_of(kind)[key]
    return ",".join(setting.choices) or _OF_TASK.get(kind.task, {}).get(key) or _OFFERED[key]


def in_order(keys: list[str]) -> list[str]:
    """The settings that are varied most often first."""
    return sorted(keys, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
