"""Walks of the descent task by link, and what is said of them by code."""

from core.tasks.descent.record import record
from core.tasks.registry import read_link


def walk(query):
    """(experiment, chunk) of a link that has nothing wrong with it."""
    e, problems = read_link(f"task=descent&{query}")
    assert problems == []
    return e, record(e)


def events(chunk, code):
    return [event for event in chunk.events if event.code == code]
