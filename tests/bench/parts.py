"""What the benches are called."""

PARTS = ("engine", "sweep", "landscape", "stage", "pair", "box", "digits", "descent", "hall", "faults", "hostile")
