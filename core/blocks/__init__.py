"""The building blocks of a network, one at a time."""
