"""Predict, then play: what a lesson asks to be guessed, guesses, how far off they are by the tape, and rooms."""
