"""A notebook's cell as HTML: what it does, what was printed beside what we get, and notes."""

from html import escape

from core.replay import BRIEF, Cell, Result, Value, brief, value_names, words
from pages.figures.markup import head_row


def cell_html(cell: Cell, results: list[Result], language: str) -> str:
    """One cell in one language. Everything is escaped; long lists fold open."""
    say = {key: text[language] for key, text in words().items()}
    notes = "".join(f"<li>{escape(note[language])}</li>" for note in cell.notes)
    return "".join(
        [
            f"<p>{escape(cell.does[language])}</p>",
            _table(results, say, language) if results else f"<p>{escape(say['no_cases'])}</p>",
            f"<ul class='nb-notes'>{notes}</ul>" if notes else "",
        ]
    )


def _table(results, say, language):
    heads = ("", say["printed_short"], say["ours"], say["difference"], say["allowed"], "")
    head = head_row(heads)
    rows = "".join(_rows(result, say, language) for result in results)
    return f"<div class='nb-scroll'><table class='nb'><thead>{head}</thead><tbody>{rows}</tbody></table></div>"


def _rows(result: Result, say, language):
    source = "" if result.source == "printed" else f" <small>({escape(say[result.source])})</small>"
    rows = [_row(value, source, say, language) for value in result.values]
    if result.chaotic:
        rows.append(_wide(say["chaotic"].format(epoch=result.chaotic_from)))
    if result.reason:
        rows.append(_wide(result.reason))
    return "".join(rows)


def _row(value: Value, source, say, language):
    name = escape(value_names()[value.key][language]) + source
    verdict = f"<span class='nb-ok'>✓ {escape(say['within'])}</span>" if value.ok else f"✗ {escape(say['outside'])}"
    cells = (
        name,
        _numbers(value.expected, say),
        _numbers(value.got, say),
        "" if value.difference is None else f"{value.difference:.2g}",
        "" if value.difference is None else f"{value.allowed:.2g}",
        verdict,
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _numbers(value, say):
    """A number or a short list as it is; of a long list the first, and the rest to fold open."""
    short = escape(brief(value, say))
    if not isinstance(value, list) or len(value) <= BRIEF:
        return short
    rest = "".join(f"<li value='{i}'>{escape(brief(item, say))}</li>" for i, item in enumerate(value))
    return f"<details><summary>{short}</summary><ol>{rest}</ol></details>"


def _wide(text):
    return f"<tr><td colspan='6'><em>{escape(text)}</em></td></tr>"
