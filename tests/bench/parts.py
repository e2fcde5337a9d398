"""What the benches are called."""

PARTS = (
    "door", "engine", "sweep", "landscape", "stage", "pair", "box", "digits", "descent", "hall", "faults", "hostile",
)  # fmt: skip
