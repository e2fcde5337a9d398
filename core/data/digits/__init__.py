"""Handwritten digits: a subset of MNIST, and what makes it from the original files."""
