"""docs/comparison.md shows the case with known differences as the program works it out, to the frame and the figure."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.known_comparison import FRAMES, TIMES, A, B
from vigtool.domain.agreement import FEWEST_STRETCHES, RESAMPLES, STEPS, Estimate, agreement
from vigtool.domain.comparing import LEAST_OVERLAP, Marked, Pair, compare, in_frames
from vigtool.exchange.comparison import Side
from vigtool.services.comparison import SEED
from vigtool.wording.comparison_words import summary_words

PAGE = (Path(__file__).parents[2] / "docs" / "comparison.md").read_text(encoding="utf-8")
FOUND = compare(A, B, TIMES)


def table() -> Iterator[str]:
    for pair in FOUND.matched:
        later = f"{pair.first:+} | {pair.stop:+} | {pair.key:+}"
        yield f"| {place(pair.a)} | {place(pair.b)} | {later} | {principles(pair)} |"
    for one in FOUND.only_a:
        yield f"| {place(one.marked)} | - | | | | |"
    for one in FOUND.only_b:
        yield f"| - | {place(one.marked)} | | | | |"


def place(marked: Marked) -> str:
    return f"{marked.moment.id.rstrip('0')} [{marked.first}, {marked.stop}) key {marked.key}"


def principles(pair: Pair) -> str:
    kinds = {"both": pair.same, "only A": pair.only_a, "only B": pair.only_b}
    return ", ".join(f"{kind}: {', '.join(one.item for one in seen)}" for kind, seen in kinds.items() if seen)


def figures() -> Iterator[str]:
    found = agreement(in_frames(A, TIMES), in_frames(B, TIMES), FRAMES, Random(SEED).randrange)
    for least, one in zip(STEPS, found.f1, strict=True):
        yield f"| F1 from {float(least)} in common on | {figure(one)} |"
    yield f"| alpha, where | {figure(found.where)} |"
    yield f"| alpha, where and what | {figure(found.what)} |"


def figure(one: Estimate) -> str:
    return " | ".join("-" if value is None else f"{float(value):.3f}" for value in (one.value, one.low, one.high))


def test_the_table_of_the_known_case_is_what_the_program_finds() -> None:
    assert [line for line in PAGE.splitlines() if line in set(table())] == list(table())


def test_the_words_of_the_known_case_are_what_the_program_says() -> None:
    for sentence in summary_words(FOUND, (Side.TRAINEE, Side.SUPERVISOR)):
        assert f"> {sentence}" in PAGE


def test_the_figures_of_the_known_case_are_what_the_program_works_out() -> None:
    assert [line for line in PAGE.splitlines() if line in set(figures())] == list(figures())


def test_the_rules_numbers_are_those_of_the_program() -> None:
    assert f"**at least {LEAST_OVERLAP}**" in PAGE
    assert f"{RESAMPLES} times" in PAGE
    assert f"fewer than {FEWEST_STRETCHES} such stretches" in PAGE
