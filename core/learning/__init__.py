"""An experiment that trains, step by step, and what is recorded of it."""
