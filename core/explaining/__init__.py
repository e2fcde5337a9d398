"""One update of a run, explained: every number from NumPy, the formula it comes from, and the lines that print it."""
