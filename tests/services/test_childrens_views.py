"""A child's own view: asked for each film, a reminder while it is missing, a stop where the child does not want to."""

from pathlib import Path

import pytest

from tests.services.casework import Family, film_file
from vigtool.domain.consent import Stance
from vigtool.domain.deciding import Ground
from vigtool.domain.people import Deciding, Role
from vigtool.domain.purposes import Act, Purposes
from vigtool.services.case_editing import set_guardians
from vigtool.services.childrens_views import hear_view, views_missing
from vigtool.services.consents import child_views, is_permitted, permit
from vigtool.services.errors import ConsentRefused, NotAsked, UnknownId
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.people import add_person


def test_a_view_is_asked_again_for_each_film(family: Family, tmp_path: Path) -> None:
    ws, film = family.ws, family.film(tmp_path)
    assert [one.id for one in views_missing(ws, film.id)] == [family.child.id]
    heard = hear_view(ws, film.id, family.child.id, Stance.WILLING, " laughs ", "Maarit ")
    assert (heard.words, heard.by, heard.heard_at) == ("laughs", "Maarit", ws.clock())
    assert views_missing(ws, film.id) == []
    again = import_film(ws, film_file(tmp_path / "second.mp4"), family.case.id)
    assert [one.id for one in views_missing(ws, again.id)] == [family.child.id]


def test_a_missing_view_stops_nothing_and_an_unwilling_one_stops_being_seen(family: Family, tmp_path: Path) -> None:
    ws, film = family.ws, family.film(tmp_path)
    assert is_permitted(ws, Act.SHOW, Purposes.GUIDANCE, film.id)
    hear_view(ws, film.id, family.child.id, Stance.UNSURE)
    assert is_permitted(ws, Act.SHOW, Purposes.GUIDANCE, film.id)
    hear_view(ws, film.id, family.child.id, Stance.UNWILLING)
    with pytest.raises(ConsentRefused) as caught:
        permit(ws, Act.SHOW, Purposes.GUIDANCE, film.id)
    assert [one.ground for one in caught.value.refusal.reasons] == [Ground.CHILDS_VIEW]
    assert is_permitted(ws, Act.VIEW, Purposes.GUIDANCE, film.id)
    hear_view(ws, film.id, family.child.id, Stance.WILLING)
    assert is_permitted(ws, Act.SHOW, Purposes.GUIDANCE, film.id)
    assert [one.stance for one in child_views(ws, film.id)] == [Stance.WILLING]


def test_a_moment_without_the_child_may_be_shown_all_the_same(family: Family, tmp_path: Path) -> None:
    ws, film = family.ws, family.film(tmp_path)
    hear_view(ws, film.id, family.child.id, Stance.UNWILLING)
    desk, made = MarkingDesk(ws, film.id), mark_frames(ws, film.id, first=2, end=9)
    desk.edit("people", desk.marks.with_moment(made.with_people([family.parent.id])))
    kept = desk.marks.get(made.id)
    assert kept is not None
    assert kept.people == (family.parent.id,)
    assert is_permitted(ws, Act.SHOW, Purposes.GUIDANCE, film.id, kept.people)
    assert not is_permitted(ws, Act.SHOW, Purposes.GUIDANCE, film.id)


def test_only_children_and_those_with_guardians_are_asked_and_only_in_their_films(
    family: Family, tmp_path: Path
) -> None:
    ws, film = family.ws, family.film(tmp_path)
    with pytest.raises(NotAsked):
        hear_view(ws, film.id, family.parent.id, Stance.WILLING)
    set_guardians(ws, family.parent.id, [family.child.id], Deciding.ANY)
    assert hear_view(ws, film.id, family.parent.id, Stance.WILLING).person == family.parent.id
    other = add_person(ws, family.case.id, "Eino", Role.CHILD)
    with pytest.raises(UnknownId):
        hear_view(ws, film.id, other.id, Stance.WILLING)
