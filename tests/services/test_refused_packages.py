"""Every bad package is refused for its own reason, and both vaults stay byte for byte as they were."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from bench.refused_packages import refusals, sentences
from tests.packages.every_refusal import BAD
from tests.packages.refusals import Bad, Outcome, outcome_of
from tests.packages.scene import Scene, acted_out
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.verifying import verify_vault

PAGE = Path(__file__).parents[2] / "docs" / "refused-packages.md"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with acted_out(tmp_path_factory.mktemp("packages")) as made:
        yield made


@pytest.fixture(scope="module")
def tried(scene: Scene) -> Callable[[Bad], Outcome]:
    """Each is taken in once."""
    return cache(partial(outcome_of, scene))


@pytest.mark.parametrize("bad", BAD, ids=lambda one: one.id)
def test_a_bad_package_changes_nothing(tried: Callable[[Bad], Outcome], bad: Bad) -> None:
    outcome = tried(bad)
    assert (outcome.error, outcome.unchanged) == (bad.error.__name__, True)
    assert bad.place in ("", outcome.place)
    assert outcome.code > 1
    assert outcome.sentence


def test_the_page_says_what_is_refused(tried: Callable[[Bad], Outcome]) -> None:
    found, page = [(bad, tried(bad)) for bad in BAD], PAGE.read_text(encoding="utf-8")
    assert "\n".join(refusals(found)) in page, "print the tables anew: python -m bench.refused_packages"
    for line in sentences(found):
        assert f"| {line.split('|')[1].strip()} |" in page


@pytest.mark.parametrize("kind", Kind)
def test_the_good_ones_are_taken_in_after_all_that(scene: Scene, kind: Kind) -> None:
    scene.take(kind, scene.real[kind])
    assert verify_vault(scene.reader(kind)).damage == ()
