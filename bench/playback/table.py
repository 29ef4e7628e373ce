"""The results as a table for people, in the form of docs/performance.md."""

from collections.abc import Iterator, Sequence

from bench.playback.run import FilmResult
from bench.playback.tally import Row

_OPS = {
    "seek": "random seek",
    "forward": "step forward after a rest",
    "back": "step back after a rest",
    "back-cold": "step back right after a jump",
    "scrub": "scrub, between two pictures",
    "first-picture": "open to the first picture",
    "engine-start": "start of the engine",
}


def table(results: Sequence[FilmResult]) -> str:
    """Return Markdown: a line for each film and question, a column for each player; then who did not play."""
    engines = list(dict.fromkeys(str(row["engine"]) for result in results for row in result.rows))
    head = ["film", "what (p50/p95 in ms, right where not all)", *engines]
    lines = [head, ["---"] * len(head)]
    for result in results:
        lines += _lines(result, engines)
    skipped = {f"not played: {name} ({why})": None for result in results for name, why in result.skipped.items()}
    return "\n".join(["| " + " | ".join(line) + " |" for line in lines] + list(skipped))


def _lines(result: FilmResult, engines: Sequence[str]) -> Iterator[list[str]]:
    rows = {(row["op"], row["engine"]): row for row in result.rows}
    for op, what in _OPS.items():
        if any((op, engine) in rows for engine in engines):
            yield [result.file, what, *(_cell(rows.get((op, engine))) for engine in engines)]


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    times = "none shown" if row["p50_ms"] is None else f"{_short(row['p50_ms'])}/{_short(row['p95_ms'])}"
    right = "" if row["right"] == row["asked"] else f", {row['right']} of {row['asked']}"
    shown = f", {row['shown_per_s']} a second" if "shown_per_s" in row else ""
    return f"{times}{right}{shown}"


def _short(ms: str | float | None) -> str:
    value = float(ms or 0)
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"  # noqa: PLR2004 - two digits say enough
