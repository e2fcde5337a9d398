"""The engine: networks, learning rules and their record, on NumPy and the standard library alone."""
