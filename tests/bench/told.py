"""The tables of a lecture hall: what its players measured, and what that cost."""

import statistics

from tests.bench.meter import Meter
from tests.bench.visitor import Seen


def report(title: str, everybody: list[Seen], meter: Meter, wanted: tuple[str, str] = ("", "")) -> None:
    """Prints what a crowd measured; `wanted` of parts in time and of their latency."""
    chunks, late = sum(s.chunks for s in everybody), sum(s.late for s in everybody)
    latencies = sorted(x for s in everybody for x in s.latencies)
    firsts = sorted(x for s in everybody for x in s.first_picture)
    stalled = [s.stalled for s in everybody]
    print(f"\n### {title}\n\n| what | measured | wanted |\n|---|--:|---|")
    print(f"| parts before they are due | {100 * (1 - late / max(1, chunks)):.2f} % of {chunks} | {wanted[0]} |")
    p50, p95 = (f"{1e3 * quantile(latencies, q):.0f}" for q in (0.5, 0.95))
    print(f"| part latency p50, p95, longest | {p50}, {p95}, {1e3 * max(latencies, default=0):.0f} ms | {wanted[1]} |")
    means = sorted(1e3 * statistics.fmean(s.latencies) for s in everybody if s.latencies) or [0.0]
    shares = f"{means[0]:.0f}, {statistics.median(means):.0f}, {means[-1]:.0f} ms"
    print(f"| a player's mean latency: shortest, median, longest | {shares} |  |")
    print(f"| waits for a part, mean and most of a player | {statistics.fmean(stalled):.2f}, {max(stalled):.2f} s |  |")
    p50, p95 = (f"{quantile(firsts, q):.2f}" for q in (0.5, 0.95))
    print(f"| link to first picture p50, p95, longest | {p50}, {p95}, {max(firsts, default=0):.2f} s |  |")
    got = sorted(s.chunks for s in everybody)
    print(f"| parts that a player got: fewest, median, most | {got[0]}, {got[len(got) // 2]}, {got[-1]} |  |")
    print(f"| links opened; played to the end | {len(firsts)}; {sum(s.runs for s in everybody)} |  |")
    each = sum(s.bytes for s in everybody) / 1e3 / len(everybody) / meter.seconds
    print(f"| sent to a player | {each:.0f} kB/s |  |")
    failures(everybody)
    spent(meter, chunks)


def failures(everybody: list[Seen]) -> None:
    texts = [text for s in everybody for text in s.failures]
    print(f"| failures | {len(texts)} {'; '.join(sorted(set(texts))[:3])} | 0 |")


def spent(meter: Meter, chunks: int) -> None:
    """Memory and CPU; the visitors take part of the same machine."""
    print(f"| server's memory, most | {max(rss for _, rss in meter.rss):.0f} MB | ≤ 400 a process |")
    each = f"; {1e3 * meter.cpu / chunks:.1f} ms a part, pages and all" if chunks else ""
    print(f"| server's CPU | {_share(meter.cpu, meter)}{each} |  |")
    if meter.before.pids:
        print(f"| nginx's CPU | {_share(meter.cpu_before, meter)} |  |")
    print(f"| the visitors' own CPU | {_share(meter.own, meter)} |  |", flush=True)


def _share(seconds, meter):
    return f"{100 * seconds / meter.seconds:.0f} % of one core"


def three(ordered: list[float]) -> str:
    """The middle one, the one that 95 of 100 do not exceed, and the last."""
    return ", ".join(f"{ordered[int(share * (len(ordered) - 1))]:.0f}" for share in (0.5, 0.95, 1.0))


def quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
