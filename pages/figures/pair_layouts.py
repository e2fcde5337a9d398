"""Where the panels of several runs stand: pictures as large as can be, losses in sight, the table where it fits."""

from core.pair.pair import Pair
from core.wire.scene import FewPanels, FewVariant, Layout
from pages.figures import parts
from pages.figures.beside import area_of
from pages.figures.staging import Staging

NETWORKS = "networks"  # the switch that shows them in the place of the pictures
HALL, WIDE, NARROW = 1500, 1100, 700  # pixels of the stage
_LOSSES = "9.2rem"  # the plot of the losses is at least so high
_HEAD = "2.6rem"  # over a picture, with the gap under it
_ROWS = {HALL: 15, WIDE: 10}  # so many rows has a table at most that stands beside pictures, with the losses over it
_ROWS_ALONE = 14  # without them
_ROWS_UNDER = 8  # beside them, under large pictures
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
    """How high it is, one of its names in two lines."""
    return f"calc(var(--gs-font-size) * {1.5 * rows + 4.6:.2f})"


def _picture(n, least):
    """A row of n square pictures that leaves so much of the height."""
    return f"min({parts.FREE} - {least}, {100 / n:.2f}cqi + {_HEAD})"


def _split(upper):
    """The height for pictures in two: the upper one, and what is left."""
    return f"calc({upper})", f"minmax(0, calc({parts.FREE} - ({upper})))"


def _hall(areas, rows):
    """On a projector's full width there is room for a short table beside the losses, under four as well."""
    if len(areas) < 4 or rows > _ROWS_UNDER:
        return _wide(areas, rows, _ROWS[HALL])
    upper, lower = _split(_picture(4, _table(rows)))
    return _columns(4), {" ".join(areas): upper, _row(["loss", "runs"], 4): lower, **_across(4, _BARS)}


def _wide(areas, rows, most=_ROWS[WIDE]):
    """Two stand beside losses and table; three beside the table, over the losses; four over the losses alone. So do all
    where the table has too many rows."""
    n = len(areas)
    if n == 4 or rows > (most if n == 2 else max(most, _ROWS_ALONE)):
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
    """Pictures alone, in one row; four of them two by two, beside the losses."""
    pictures, networks = (_areas(pair, area) for area in (staging.picture, staging.network))
    columns = _columns(len(pictures)) if len(pictures) < 4 else "0.42fr 0.42fr 1fr"
    shown = FewVariant(toggle=NETWORKS, on=False, columns=columns, areas=_few(networks))
    return FewPanels(columns=columns, areas=_few(pictures), narrow=" ".join(pictures), variants=[shown])


def _few(areas):
    if len(areas) < 4:
        return [" ".join(areas)]
    return [" ".join([*areas[k : k + 2], "loss"]) for k in (0, 2)]
