"""The player's modules as one script, for a page that may fetch nothing.

Each module becomes a function that returns what it exports, in the order in which they need each other. Only the
forms that the player is written in are known; anything else is refused, so that a page cannot break in silence.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|class|const|let) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|^(?!\s*(?:\*|//)).*\bimport(?:\.meta|\s*\().*", re.MULTILINE)


def bundle(entry: str, read: Callable[[str], str], instead: Mapping[str, str]) -> str:
    """One script that runs the module `entry` and all that it imports.

    read: the source of a module by its path, such as static/player/shared/dom.js; `instead` names modules (by path)
    that others take the place of.
    Raises ValueError for a circle of imports, a name that is not exported, or a form that is not known.
    """
    done: dict[str, tuple[str, set[str]]] = {}
    _add(entry, _Sources(read, instead), done, ())
    return "".join(f"const {_name(path)} = (() => {{\n{body}}})();\n" for path, (body, _) in done.items())


@dataclass(frozen=True)
class _Sources:
    read: Callable[[str], str]
    instead: Mapping[str, str]

    def target(self, path: str, name: str) -> str:
        """The module that `path` means by the relative address `name`."""
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
        return self.instead.get(meant, meant)


def _add(path, sources, done, above):
    """Puts the module behind those that it needs; returns the names that it exports."""
    if path in above:
        raise ValueError(f"{path} imports itself by way of {above[-1]}")
    if path not in done:
        source = sources.read(path)
        for names, name in _IMPORT.findall(source):
            target = sources.target(path, name)
            missing = _listed(names) - _add(target, sources, done, (*above, path))
            if missing:
                raise ValueError(f"{path} imports {', '.join(sorted(missing))}, which {target} does not export")
        done[path] = _wrapped(path, source, sources)
    return done[path][1]


def _wrapped(path, source, sources):
    """The module as the inside of a function, and the names that it exports."""
    exports = [name for _, name in _EXPORT.findall(source)]

    def taken(match):
        return f"const {{{match[1].replace(' as ', ': ')}}} = {_name(sources.target(path, match[2]))};"

    body = _EXPORT.sub(r"\1 \2", _IMPORT.sub(taken, source))
    left = _LEFT_OVER.search(body)
    if left:
        raise ValueError(f"{path}: {left[0].strip()!r} cannot be bundled")
    return f"{body}\nreturn {{ {', '.join(exports)} }};\n", set(exports)


def _listed(names):
    """What an import takes, under the names that it was exported with."""
    return {name.split(" as ")[0].strip() for name in names.split(",") if name.strip()}


def _name(path):
    return "module_" + re.sub(r"\W", "_", path.removesuffix(".js"))
