"""Where the panels of several runs stand: pictures as large as can be, losses in sight, the table where it fits."""

from core.pair.pair import Pair
from core.wire.scene import FewPanels, FewVariant, Layout
from pages.figures import parts
from pages.figures.beside import area_of
from pages.figures.staging import Staging

NETWORKS = "networks"  # the switch that shows them in the place of the pictures
MANY_ROWS = 11  # a table of more stands under the first screen
HALL, WIDE, NARROW = 1500, 1100, 700  # pixels of the stage
_LOSSES = "9.2rem"  # the plot of the losses is at least so high
_HEAD = "2.6rem"  # over a picture, with the gap under it
_BARS = ("caption", "transport")


def layouts(staging: Staging, pair: Pair, rows: int) -> list[Layout]:
    """On a wide screen, beside the open side bar, on a phone. rows: of the table."""
    return [_layout(staging, pair, width, build, rows) for width, build in
            ((HALL, _hall), (WIDE, _wide), (NARROW, _narrow), (0, _phone))]  # fmt: skip


def _layout(staging, pair, width, build, rows):
    columns, heights = build(_areas(pair, staging.picture), rows)
    if build is _phone:
        networks = _stacked(_areas(pair, staging.network))
    else:
        networks = build(_areas(pair, staging.network), rows)[1]
    return parts.layout(width, columns, heights, parts.variant(NETWORKS, False, columns, networks))


def _areas(pair, area):
    return [area_of(area, number) for number in pair.order]


def _table(rows):
    """How high it is."""
    return f"calc(var(--gs-font-size) * {1.72 * rows + 3:.2f})"


def _picture(n, least):
    """A row of n square pictures that leaves so much of the height."""
    return f"min({parts.FREE} - {least}, {100 / n:.2f}cqi + {_HEAD})"


def _split(upper):
    """The height for pictures in two: the upper one, and what is left."""
    return f"calc({upper})", f"minmax(0, calc({parts.FREE} - ({upper})))"


def _hall(areas, rows):
    """On a projector's full width there is room for the table beside the losses, under four as well."""
    if len(areas) < 4 or rows > MANY_ROWS:
        return _wide(areas, rows)
    upper, lower = _split(_picture(4, _table(rows)))
    return _columns(4), {" ".join(areas): upper, _row(["loss", "runs"], 4): lower, **_across(4, _BARS)}


def _wide(areas, rows):
    """Two stand beside losses and table; three beside the table, over the losses; four over the losses alone."""
    n = len(areas)
    if n == 4 or rows > MANY_ROWS:
        return _narrow(areas, rows)
    if n == 2:
        lower = f"min({_table(rows)}, {parts.FREE} - {_LOSSES})"
        split = _split(f"{parts.FREE} - {lower}")
        heights = {" ".join([*areas, name]): high for name, high in zip(("loss", "runs"), split, strict=True)}
        return "1.3fr 1.3fr 1fr", heights | _across(3, _BARS)
    upper, lower = _split(_picture(4.25, _LOSSES))
    heights = {f"{' '.join(areas)} runs": upper, "loss loss loss runs": lower}
    return "1fr 1fr 1fr 1.25fr", heights | _across(4, _BARS)


def _narrow(areas, rows):
    """Pictures in one row, under them the losses alone: the table stands under the first screen."""
    n = len(areas)
    upper, lower = _split(_picture(n, _LOSSES))
    return _columns(n), {" ".join(areas): upper, _row(["loss"], n): lower, **_across(n, (*_BARS, "runs"))}


def _phone(areas, rows):
    """Two side by side: both are seen at once."""
    pairs = [" ".join([*areas[k : k + 2], "."][:2]) for k in range(0, len(areas), 2)]
    return _columns(2), {**dict.fromkeys(pairs, f"calc(50cqi + {_HEAD})"), **_UNDER}


def _stacked(areas):
    """Networks need the whole width."""
    return {**dict.fromkeys((_row([area], 2) for area in areas), "15rem"), **_UNDER}


def _columns(n):
    return " ".join(["minmax(0, 1fr)"] * n)


def _row(areas, columns):
    return " ".join(area for area in areas for _ in range(columns // len(areas)))


def _across(columns, areas):
    return {_row([area], columns): "auto" for area in areas}


_UNDER = {"transport transport": "auto", "caption caption": "auto", "loss loss": "18rem", "runs runs": "auto"}


def lecture(staging: Staging, pair: Pair) -> FewPanels:
    """Pictures alone; four of them are low enough that the losses stand under them."""
    n = len(pair.runs)
    pictures, networks = (" ".join(_areas(pair, area)) for area in (staging.picture, staging.network))
    columns = _columns(n)
    under = [_row(["loss"], n)] if n == 4 else []
    rows = f"calc({100 / n:.2f}cqi + 1.6em) minmax(0, 1fr)" if under else None
    shown = FewVariant(toggle=NETWORKS, on=False, columns=columns, areas=[networks, *under], rows=rows)
    return FewPanels(columns=columns, areas=[pictures, *under], rows=rows, narrow=pictures, variant=shown)
