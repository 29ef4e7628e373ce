"""A film that may be watched, opened from the vault in a real engine."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.media.drawn_films import read_number
from tests.services.casework import Family, last_event
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.events import RecordingViewed
from vigtool.domain.purposes import Purposes
from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import Wish
from vigtool.services.importing import import_film
from vigtool.services.viewing import view


def test_a_film_in_the_vault_is_shown_to_the_frame(family: Family, tmp_path: Path) -> None:
    recording = family.film(tmp_path)
    with closing(view(family.ws, recording.id).open_engine()) as film:
        for frame in (20, 3, 23):
            film.want(Wish(frame, (1920, 1080)))
            answer = film.answer(60)
            assert isinstance(answer, Picture)
            assert read_number(answer.pixels[..., 1]) == frame
            answer.release()
    assert isinstance(last_event(family.ws), RecordingViewed)


@needs_shared
@pytest.mark.parametrize(("name", "gaps"), [("corrupted.mp4", [range(29, 30)]), ("counting.mp4", [])])
def test_where_pictures_are_missing_is_told(family: Family, name: str, gaps: list[range]) -> None:
    family.answer(Purposes.GUIDANCE)
    recording = import_film(family.ws, SHARED / "media" / name, family.case.id)
    assert view(family.ws, recording.id).gaps == gaps
