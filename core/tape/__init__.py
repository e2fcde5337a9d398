"""Runs cut into parts, kept for all."""
