"""What the JavaScript modules import, and which of these arrows are wrong."""

import posixpath
import re
from collections.abc import Iterator, Mapping

# room -> the rooms that its modules may import from
ROOMS = {
    "": {"app", "player", "player/sweep"},
    "app": {"app", "player/shared"},
    "player": {"player", "player/network", "player/panels", "player/shared"},
    "player/panels": {"player/panels", "player/layers", "player/shared"},
    "player/layers": {"player/layers", "player/shared"},
    "player/network": {"player/network", "player/layers", "player/shared"},
    "player/relief": {"player/relief", "player/layers", "player/shared"},
    "player/hidden": {"player/hidden", "player/relief", "player/layers", "player/shared"},
    "player/landscape": {"player/landscape", "player/relief", "player/layers", "player/shared"},
    "player/images": {"player/images", "player/layers", "player/shared"},
    "player/explanation": {"player/explanation", "player/shared"},
    "player/guess": {"player/guess", "player/shared"},
    "player/gallery": {"player/gallery", "player/shared"},
    "player/matrices": {"player/matrices", "player/shared"},
    "player/sweep": {"player/sweep", "player/shared"},
    "player/shared": {"player/shared"},
}
ON_DEMAND = {
    ("player", f"player/{room}") for room in ("relief", "hidden", "landscape", "images", "explanation", "guess")
}  # by import() alone

_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$", re.DOTALL | re.MULTILINE)
_STATIC = re.compile(
    r'^(?:import\s+(?:[^;"\']*?\bfrom\s+)?|export\s*[*{][^;"\']*?\bfrom\s+)["\']([^"\']+)["\']', re.MULTILINE
)
_LATER = re.compile(r'\bimport\(\s*["\']([^"\']+)["\']\s*\)')

Arrow = tuple[str, str, bool]  # from, to, whether only on demand


def arrows(sources: Mapping[str, str]) -> list[Arrow]:
    """Of modules by path, which imports which. JSDoc's import("…") names types, and comments are no arrows."""
    found = []
    for path, source in sources.items():
        code = _COMMENT.sub("", source)
        for pattern, later in ((_STATIC, False), (_LATER, True)):
            for name in pattern.findall(code):
                found.append((path, posixpath.normpath(posixpath.join(posixpath.dirname(path), name)), later))
    return found


def wrong(sources: Mapping[str, str], entries: set[str]) -> Iterator[str]:
    """Sentences on arrows to nothing, against the rooms, and into entries; and the first circle.

    entries: modules that Streamlit loads, with a version in their address: imported by another module they would run
    twice.
    """
    found = arrows(sources)
    for start, end, later in found:
        rooms = posixpath.dirname(start), posixpath.dirname(end)
        if end not in sources:
            yield f"{start} imports {end}, which is not there"
        elif end in entries:
            yield f"{start} imports {end}, which Streamlit loads by itself"
        elif later:
            if rooms not in ON_DEMAND:
                yield f"{start} may not import {end} on demand"
        elif rooms[1] not in ROOMS.get(rooms[0], ()):
            yield f"{start} may not import {end}"
    circle = _circle({path: [end for start, end, _ in found if start == path] for path in sources})
    if circle:
        yield f"a circle: {' → '.join(circle)}"


def _circle(targets: Mapping[str, list[str]]) -> list[str] | None:
    done: set[str] = set()

    def follow(path, above):
        if path in above:
            return [*above[above.index(path) :], path]
        if path in done:
            return None
        done.add(path)
        return next(filter(None, (follow(end, [*above, path]) for end in targets.get(path, ()))), None)

    return next(filter(None, (follow(path, []) for path in targets)), None)
