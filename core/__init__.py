"""Everything that is computed, on NumPy and the standard library alone: see README.md for the rooms."""
