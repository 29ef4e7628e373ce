"""Manifests changed at random, by their structure: other values, fields and parts gone, there twice, or exchanged."""

import copy
from collections.abc import Iterator
from typing import Any, TypeAlias

from hypothesis import strategies as st

from tests.packages.packing import Plain

Path: TypeAlias = tuple[str | int, ...]

NUMBERS = (0, 1, -1, 3, 24, 25, 2**31, 2**53 + 1, 2**63, 10**30, 0.5, 1e308, -0.0)
TIMES = (
    "0001-01-01",
    "2026-03-08",
    "2026-03-09",
    "9999-12-31",
    "1970-01-01T00:00:00+14:00",
    "2026-03-09T18:00:00.000001+02:00",
    "9998-12-31T23:59:59-23:59",
)
TEXTS = (
    "",
    "x",
    "x" * 60_000,
    "a\u202eb\u2066",
    "\x00",
    "../../x",
    "a0a0a0a0a0a0",
    "<b>&amp;",
    "\U0001f468\u200d",
    "audio/wav",
)
VALUES: tuple[object, ...] = (None, True, *NUMBERS, *TIMES, *TEXTS, [], {}, [[]])


def places(plain: object, begin: Path = ()) -> Iterator[Path]:
    """Where something stands in a manifest, in its order."""
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for name, value in inner:
        yield (*begin, name)
        yield from places(value, (*begin, name))


@st.composite
def mutated(draw: st.DrawFn, plain: Plain, most: int = 3) -> Plain:
    """The manifest with one to ``most`` changes."""
    changed = copy.deepcopy(plain)
    for _ in range(draw(st.integers(1, most))):
        known = list(places(changed))
        path = draw(st.sampled_from(known))
        *above, last = path
        holder: Any = _at(changed, tuple(above))
        match draw(st.sampled_from(("value", "other", "other", "gone", "twice"))):
            case "value":
                holder[last] = copy.deepcopy(draw(st.sampled_from(VALUES)))
            case "other":
                alike = [one for one in known if type(_at(changed, one)) is type(holder[last])]
                holder[last] = copy.deepcopy(_at(changed, draw(st.sampled_from(alike))))
            case "gone":
                del holder[last]
            case "twice" if isinstance(last, int):
                holder.insert(draw(st.integers(0, len(holder))), copy.deepcopy(holder[last]))
    return changed


def _at(plain: Any, path: Path) -> Any:  # noqa: ANN401 - any part of a JSON
    for one in path:
        plain = plain[one]
    return plain
