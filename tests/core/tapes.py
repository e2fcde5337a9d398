"""A whole run as the tape has it, for the tests that ask of every chunk."""

from core.chunk import Chunk
from core.tape import START, Link, Timeline, record


def whole_tape(e) -> tuple[list[Chunk], list[Link]]:
    """Every chunk of the run, and the link that each began from."""
    chunks, links, link = [], [], START
    for number in range(Timeline(e.total).n_chunks):
        links.append(link)
        chunk, link = record(e, link, number)
        chunks.append(chunk)
        if chunk.stop:
            return chunks, links
    raise AssertionError("every run stops")
