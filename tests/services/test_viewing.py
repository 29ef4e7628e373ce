"""A film that may be watched, opened from the vault in a real engine."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.media.drawn_films import read_number
from tests.services.casework import Family, last_event
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.deciding import PermitMismatch
from vigtool.domain.events import RecordingViewed
from vigtool.domain.purposes import Act, Purposes
from vigtool.engine.film_answers import Picture
from vigtool.engine.film_messages import Wish
from vigtool.services.consents import permit
from vigtool.services.importing import import_film
from vigtool.services.viewing import show, view


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


def test_what_is_permitted_to_be_shown_is_shown_to_the_frame_and_to_nobody_else(family: Family, tmp_path: Path) -> None:
    recording = family.film(tmp_path)
    given = permit(family.ws, Act.SHOW, Purposes.GUIDANCE, recording.id)
    with closing(show(family.ws, given).open_engine()) as film:
        film.want(Wish(7, (1920, 1080)))
        answer = film.answer(60)
        assert isinstance(answer, Picture)
        assert read_number(answer.pixels[..., 1]) == 7
        answer.release()
    with pytest.raises(PermitMismatch):
        show(family.ws, permit(family.ws, Act.VIEW, Purposes.GUIDANCE, recording.id))


@needs_shared
@pytest.mark.parametrize(("name", "gaps"), [("corrupted.mp4", [range(29, 30)]), ("counting.mp4", [])])
def test_where_pictures_are_missing_is_told(family: Family, name: str, gaps: list[range]) -> None:
    family.answer(Purposes.GUIDANCE)
    recording = import_film(family.ws, SHARED / "media" / name, family.case.id)
    assert view(family.ws, recording.id).gaps == gaps
