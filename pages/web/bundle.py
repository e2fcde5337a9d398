"""The player's modules: which of them a page needs, and all of them as one script.

In the script each module becomes a function that returns what it exports, in the order in which they need each other.
Only the forms that the player is written in are known; anything else is refused: no page breaks in silence.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"([^"]+)";$', re.MULTILINE)  # of nothing: for what it does
_ON_DEMAND = re.compile(r'\bimport\("([^"]+)"\)')
_EXPORT = re.compile(r"^export ((?:async )?function|class|const|let) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|^(?!\s*(?:\*|//)).*\bimport(?:\.meta|\s*\().*", re.MULTILINE)


def needed(entry: str, read: Callable[[str], str]) -> list[str]:
    """The modules that run before and with `entry`, by path; not those that it imports only when it wants them."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += [_meant(path, name) for _, name in _IMPORT.findall(read(path))]
    return sorted(found)


def bundle(entry: str, read: Callable[[str], str], instead: Mapping[str, str]) -> str:
    """One script that runs the module `entry` and all that it imports, also what it would import later.

    read: the source of a module by its path, such as static/player/shared/dom.js; `instead` names modules (by path)
    that others take the place of.
    Raises ValueError for a circle of imports, a name that is not exported, or a form that is not known.
    """
    return _script([entry], _Sources(read, instead))


def library(entries: Mapping[str, str], read: Callable[[str], str]) -> str:
    """One module that exports `entries`: by name, what the modules at these paths export. Each module in it runs once.

    It is to be served where the paths begin: what a module says of its own address is seen from there.
    read, ValueError: as for `bundle`.
    """
    exported = ", ".join(f'"{name}": {_name(path)}' for name, path in entries.items())
    script = _script(entries.values(), _Sources(read, {}, has_address=True))
    return f"const all_modules = import.meta.url;\n{script}export const entries = {{ {exported} }};\n"


@dataclass(frozen=True)
class _Sources:
    read: Callable[[str], str]
    instead: Mapping[str, str]
    has_address: bool = False

    def target(self, path: str, name: str) -> str:
        """The module that `path` means by the relative address `name`."""
        meant = _meant(path, name)
        return self.instead.get(meant, meant)


def _script(entries, sources):
    done: dict[str, tuple[str, set[str]]] = {}
    for entry in entries:
        _add(entry, sources, done, ())
    return "".join(f"const {_name(path)} = (() => {{\n{body}}})();\n" for path, (body, _) in done.items())


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
        for name in _ON_DEMAND.findall(source):
            _add(sources.target(path, name), sources, done, (*above, path))
        done[path] = _wrapped(path, source, sources)
    return done[path][1]


def _wrapped(path, source, sources):
    """The module as the inside of a function, and the names that it exports."""
    exports = [name for _, name in _EXPORT.findall(source)]

    def taken(match):
        if match[1] is None:
            return ""
        return f"const {{{match[1].replace(' as ', ': ')}}} = {_name(sources.target(path, match[2]))};"

    def promised(match):
        return f"Promise.resolve({_name(sources.target(path, match[1]))})"

    body = _EXPORT.sub(r"\1 \2", _ON_DEMAND.sub(promised, _IMPORT.sub(taken, source)))
    if sources.has_address:
        body = body.replace("import.meta.url", f'new URL("{path}", all_modules)')
    left = _LEFT_OVER.search(body)
    if left:
        raise ValueError(f"{path}: {left[0].strip()!r} cannot be bundled")
    return f"{body}\nreturn {{ {', '.join(exports)} }};\n", set(exports)


def _meant(path, name):
    """The path of what the module at `path` calls `name`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def _listed(names):
    """What an import takes, under the names that it was exported with."""
    return {name.split(" as ")[0].strip() for name in names.split(",") if name.strip()}


def _name(path):
    return "module_" + re.sub(r"\W", "_", path.removesuffix(".js"))
