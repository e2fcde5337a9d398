"""The command line: the notebooks as text for people or as JSON for programs."""

import json
import sys
from dataclasses import asdict
from typing import Any

from core.replay.comparing import Result, Value, run_case
from core.replay.links import Link
from core.replay.notebooks import LANGUAGES, NOTEBOOKS, Cell, brief, notebook, title, value_names, words

USAGE = "usage: python -m core.replay [000 001 002 003 004] [--json] [--lang en|ja], or --config '{\"op\": …}'"


def main(arguments: list[str]) -> int:
    """0 if every number is within its tolerance, 1 if not, 2 and one line on standard error for a bad argument.

    `--config` takes one config instead of a notebook and prints everything that it gives, as JSON.
    """
    try:
        names, as_json, language, config = _read(arguments)
        found = None if config is None else run_case({"config": config})
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
        print(f"{' '.join(str(error).split())} ({USAGE})", file=sys.stderr)
        return 2
    if config is not None:
        json.dump(found, sys.stdout, allow_nan=False)
        print()
        return 0
    played = [(cell, cell.results()) for name in names for cell in notebook(name)]
    if as_json:
        rows = [row(cell, result) for cell, results in played for result in results]
        json.dump(rows, sys.stdout, allow_nan=False, indent=1)
        print()
    else:
        print("\n".join(_lines(played, language)))
    return 0 if all(result.ok for _, results in played for result in results) else 1


def _read(arguments: list[str]) -> tuple[list[str], bool, str, dict[str, Any] | None]:
    """(notebook names in order, JSON or not, language, config). Raises ValueError naming what is not allowed."""
    names, as_json, language, config = set(), False, LANGUAGES[0], None
    rest = iter(arguments)
    for argument in rest:
        if argument == "--json":
            as_json = True
        elif argument == "--lang":
            language = next(rest, "")
            if language not in LANGUAGES:
                raise ValueError(f"--lang {language!r} is not allowed; allowed: {', '.join(LANGUAGES)}")
        elif argument == "--config":
            config = json.loads(next(rest, ""))
            if not isinstance(config, dict):
                raise ValueError("--config takes a JSON object")
        elif argument.startswith("-"):
            raise ValueError(f"option {argument!r} is unknown")
        elif argument not in NOTEBOOKS:
            raise ValueError(f"notebook {argument!r} is unknown; allowed: {', '.join(NOTEBOOKS)}")
        else:
            names.add(argument)
    return sorted(names) or list(NOTEBOOKS), as_json, language, config


def row(cell: Cell, result: Result) -> dict[str, Any]:
    """One case as plain JSON types. `difference` is the largest over its numbers, None where only words are compared.

    `cell` is the cell's place in its notebook. A number that is not finite is null in `got`, with a `reason`.
    """
    return {
        "id": result.id,
        "notebook": result.notebook,
        "cell": cell.number,
        "cell_name": cell.name,
        "source": result.source,
        "expected": result.expected,
        "got": result.got,
        "difference": result.difference,
        "tolerance": result.tolerance,
        "ok": result.ok,
        "chaotic": result.chaotic,
        "chaotic_from": result.chaotic_from,
        "reason": result.reason,
        "link": asdict(result.link),
    }


def _lines(played, language):
    say = {key: text[language] for key, text in words().items()}
    shown = None
    for cell, results in played:
        if cell.notebook != shown:
            if shown:
                yield ""
            shown = cell.notebook
            yield f"{shown}  {title(shown)[language]}"
            yield "=" * 60
        yield f"\n{cell.number}. {cell.title[language]}"
        yield f"   {cell.does[language]}"
        if not results:
            yield f"   {say['no_cases']}"
        for result in results:
            yield from _result_lines(result, say, language)
        for note in cell.notes:
            yield f"   {say['note']}: {note[language]}"
        if cell.link.page:
            yield f"   {say['see']}: {_address(cell.link)}"
    compared = [result for _, results in played for result in results]
    yield "\n" + say["summary"].format(ok=sum(result.ok for result in compared), n=len(compared))


def _result_lines(result: Result, say, language):
    yield f"   - {result.id} ({say[result.source]})"
    for value in result.values:
        yield f"       {value_names()[value.key][language]}: {brief(value.expected, say)}"
        yield f"         {say['ours']}: {brief(value.got, say)}"
        yield f"         {_verdict(value, say)}"
    if result.chaotic:
        yield f"       {say['chaotic'].format(epoch=result.chaotic_from)}"


def _verdict(value: Value, say):
    verdict = say["within"] if value.ok else say["outside"]
    if value.difference is None:
        return verdict
    return f"{say['difference']} {value.difference:.2g}, {say['allowed']} {value.allowed:.2g}: {verdict}"


def _address(link: Link):
    return f"/{link.page}?{link.query}" if link.query else f"/{link.page}"
