"""The loss on a plane through θ, and the run's own path in it."""
