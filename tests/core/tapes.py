"""A whole run as the tape has it, for the tests that ask of every chunk."""

from core.record.chunk import Chunk
from core.record.link import START, Link
from core.record.timeline import Timeline
from core.tape.tape import record


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
