"""What the report of a digits run says beside its losses."""

from typing import Any

import numpy as np

from core.learning.training import Trainer
from core.tasks.digits.experiment import DigitExperiment


def summary(trainer: Trainer[DigitExperiment], theta: np.ndarray) -> dict[str, Any]:
    """Shares of the training and of the test images that are right, and the answers to the test images."""
    network, data = trainer.experiment.network, trainer.data
    trained, tested = (network.forward(theta, x).argmax(axis=1) for x in (data.x, data.x_test))
    return {
        "train_accuracy": float(np.mean(trained == data.y)),
        "test_accuracy": float(np.mean(tested == data.y_test)),
        "answers": tested.tolist(),
        "targets": data.y_test.tolist(),
    }
