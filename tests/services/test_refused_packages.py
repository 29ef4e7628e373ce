"""Every bad package is refused for its own reason, and both vaults stay byte for byte as they were."""

from collections.abc import Iterator

import pytest

from tests.packages.every_refusal import BAD
from tests.packages.refusals import Bad, outcome_of
from tests.packages.scene import Scene, acted_out
from vigtool.exchange.packages.manifest import Kind
from vigtool.services.verifying import verify_vault


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with acted_out(tmp_path_factory.mktemp("packages")) as made:
        yield made


@pytest.mark.parametrize("bad", BAD, ids=lambda one: one.id)
def test_a_bad_package_changes_nothing(scene: Scene, bad: Bad) -> None:
    outcome = outcome_of(scene, bad)
    assert (outcome.error, outcome.unchanged) == (bad.error.__name__, True)
    assert bad.place in ("", outcome.place)
    assert outcome.code > 1
    assert outcome.sentence


@pytest.mark.parametrize("kind", Kind)
def test_the_good_ones_are_taken_in_after_all_that(scene: Scene, kind: Kind) -> None:
    scene.take(kind, scene.real[kind])
    assert verify_vault(scene.reader(kind)).damage == ()
