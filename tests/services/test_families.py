"""A group programme: several families in one case, and each sees its own films only."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.casework import film_file, happened, last_event
from vigtool.domain.cases import Case, Recording
from vigtool.domain.consent import Answer
from vigtool.domain.deciding import Ground
from vigtool.domain.events import ActRefused, ClipExported, MomentsShown, SessionAdded, StillExported
from vigtool.domain.families import families_in, may_see
from vigtool.domain.identifiers import CaseId, KindId, PersonId
from vigtool.domain.moments import Moment
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.services.case_editing import put_away, rename_family, set_family, set_people
from vigtool.services.cases import add_case, change_kind
from vigtool.services.clips import ClipExport, export_clip
from vigtool.services.consents import record_consent
from vigtool.services.errors import NotTheirFilm, PeopleNotNamed, UnknownId, ViewersNotNamed
from vigtool.services.families import family_names, films_by_family
from vigtool.services.importing import import_film
from vigtool.services.marking import mark_frames
from vigtool.services.people import add_person
from vigtool.services.sessions import add_session
from vigtool.services.stills import StillExport, export_still
from vigtool.services.workspace import Workspace

FAMILIES = st.sampled_from(["", "Aalto", "Berg", "Cajander"])


@st.composite
def _somebody(draw: st.DrawFn) -> Person:
    number = draw(st.integers(0, 9))
    return Person(PersonId(str(number)), CaseId("c"), "", draw(st.sampled_from(Role)), number, draw(FAMILIES))


@given(_somebody(), st.lists(_somebody(), max_size=4))
def test_nobody_of_a_family_sees_a_film_in_which_neither_they_nor_their_family_are(
    viewer: Person, shown: list[Person]
) -> None:
    theirs = viewer.family in {one.family for one in shown} or viewer.id in {one.id for one in shown}
    if viewer.family:
        assert may_see(viewer, shown) is theirs
    else:
        leads = viewer.role is Role.PROFESSIONAL
        assert may_see(viewer, shown) is (leads or viewer.id in {one.id for one in shown})


def test_families_stand_in_the_order_of_the_people_each_once() -> None:
    people = [
        Person(PersonId(str(n)), CaseId("c"), "", Role.CHILD, n, name) for n, name in enumerate(["b", "a", "", "b"])
    ]
    assert families_in(people) == ("b", "a")


@dataclass(frozen=True, slots=True)
class Group:
    """Two families of two, who leads the group, and a film and a moment of each family."""

    ws: Workspace
    case: Case
    aalto: tuple[Person, Person]
    berg: tuple[Person, Person]
    leader: Person
    of_aalto: Recording
    of_berg: Recording

    def moment(self, film: Recording) -> Moment:
        return mark_frames(self.ws, film.id, first=2, end=5)

    def shown(self, *films: Recording, to: Sequence[Person]) -> None:
        moments = [self.moment(film).id for film in films]
        add_session(self.ws, self.case.id, moments=moments, present=[one.id for one in to])


@pytest.fixture
def group(ws: Workspace, tmp_path: Path) -> Group:
    case = add_case(ws, "Spring group", kind=KindId("group-programme"))
    families = [
        (
            add_person(ws, case.id, f"Child {name}", Role.CHILD, family=name),
            add_person(ws, case.id, f"Parent {name}", Role.PARENT, family=name),
        )
        for name in ("Aalto", "Berg")
    ]
    leader = add_person(ws, case.id, "Leader", Role.PROFESSIONAL)
    for one in (*families[0], *families[1], leader):
        for purpose in (Purposes.GUIDANCE, Purposes.FAMILY_COPY, Purposes.SUPERVISION):
            record_consent(ws, one.id, purpose, Answer.GIVEN)
    films = [
        import_film(ws, film_file(tmp_path / f"{n}.mp4"), case.id, [one.id for one in family])
        for n, family in enumerate(families)
    ]
    return Group(ws, case, families[0], families[1], leader, films[0], films[1])


def test_a_family_is_shown_its_own_film_with_the_leader_beside(group: Group) -> None:
    group.shown(group.of_aalto, to=[*group.aalto, group.leader])
    shown = last_event(group.ws)
    assert isinstance(shown, MomentsShown)
    assert shown.recording == group.of_aalto.id


def test_another_familys_film_is_not_shown_and_only_the_refusal_is_on_record(group: Group) -> None:
    with pytest.raises(NotTheirFilm) as refused:
        group.shown(group.of_aalto, group.of_berg, to=[*group.aalto, group.leader])
    assert (refused.value.film, refused.value.viewers) == (group.of_berg.id, tuple(one.id for one in group.aalto))
    assert not any(isinstance(event, SessionAdded | MomentsShown) for _, event in happened(group.ws))
    said = last_event(group.ws)
    assert isinstance(said, ActRefused)
    assert (said.act, said.purpose, said.recording) == (Act.SHOW, Purposes.GUIDANCE, group.of_berg.id)
    assert [(one.person, one.ground) for one in said.reasons] == [
        (one.id, Ground.ANOTHER_FAMILY) for one in group.aalto
    ]


def test_one_stranger_among_the_family_is_enough(group: Group) -> None:
    with pytest.raises(NotTheirFilm) as refused:
        group.shown(group.of_aalto, to=[*group.aalto, group.berg[1]])
    assert refused.value.viewers == (group.berg[1].id,)


def test_somebody_of_no_family_yet_is_shown_only_what_they_are_in(group: Group) -> None:
    set_family(group.ws, group.aalto[1].id, "")
    group.shown(group.of_aalto, to=group.aalto)
    with pytest.raises(NotTheirFilm):
        group.shown(group.of_berg, to=[group.aalto[1]])


def test_a_film_of_both_families_is_shown_to_both(group: Group) -> None:
    set_people(group.ws, group.of_aalto.id, [one.id for one in (*group.aalto, *group.berg)])
    group.shown(group.of_aalto, to=[*group.aalto, *group.berg])


def test_it_has_to_be_said_who_is_there_and_who_is_in_a_film(group: Group, tmp_path: Path) -> None:
    with pytest.raises(ViewersNotNamed) as refused:
        group.shown(group.of_aalto, to=[])
    assert refused.value.film == group.of_aalto.id
    with pytest.raises(PeopleNotNamed):
        import_film(group.ws, film_file(tmp_path / "more.mp4"), group.case.id)
    add_session(group.ws, group.case.id, words="Nothing was looked at")


def test_a_familys_copy_goes_to_that_family(group: Group, tmp_path: Path) -> None:
    moment, out = group.moment(group.of_aalto), tmp_path / "clip.mp4"
    with pytest.raises(ViewersNotNamed):
        export_clip(group.ws, moment.id, Purposes.FAMILY_COPY, out)
    with pytest.raises(NotTheirFilm):
        export_clip(group.ws, moment.id, Purposes.FAMILY_COPY, out, to=[group.berg[0].id])
    assert not out.exists()
    parent = group.aalto[1].id
    export_clip(group.ws, moment.id, Purposes.FAMILY_COPY, out, to=[parent, parent])
    exported = last_event(group.ws)
    assert isinstance(exported, ClipExported)
    assert exported.to == (parent,)


def test_a_familys_still_goes_to_that_family(group: Group, tmp_path: Path) -> None:
    out, copy = tmp_path / "still.png", Purposes.FAMILY_COPY
    with pytest.raises(ViewersNotNamed):
        export_still(group.ws, group.of_aalto.id, frame=1, purpose=copy, out=out)
    with pytest.raises(NotTheirFilm):
        export_still(group.ws, group.of_aalto.id, frame=1, purpose=copy, out=out, to=[group.berg[0].id])
    said = last_event(group.ws)
    assert isinstance(said, ActRefused)
    assert (said.act, said.purpose, said.recording) == (Act.STILL, copy, group.of_aalto.id)
    export_still(group.ws, group.of_aalto.id, frame=1, purpose=copy, out=out, to=[group.aalto[1].id])
    exported = last_event(group.ws)
    assert isinstance(exported, StillExported)
    assert exported.to == (group.aalto[1].id,)


def test_what_leaves_for_another_purpose_needs_no_family(group: Group, tmp_path: Path) -> None:
    export_clip(group.ws, group.moment(group.of_berg).id, Purposes.SUPERVISION, tmp_path / "clip.mp4")


@pytest.mark.parametrize("purpose", [Purposes.GUIDANCE, Purposes.SHOWING])
def test_what_is_handed_out_to_be_looked_at_together_goes_to_that_family_too(
    group: Group, tmp_path: Path, purpose: Purpose
) -> None:
    for one in group.aalto:
        record_consent(group.ws, one.id, purpose, Answer.GIVEN)
    moment, out = group.moment(group.of_aalto), tmp_path / "out"
    for to, error in (([], ViewersNotNamed), ([group.berg[0].id], NotTheirFilm)):
        with pytest.raises(error):
            ClipExport(group.ws, moment.id, purpose, out, to=to)
        with pytest.raises(error):
            StillExport(group.ws, group.of_aalto.id, 1, purpose, out, to=to)
    ClipExport(group.ws, moment.id, purpose, out, to=[group.aalto[1].id, group.leader.id])


def test_families_that_change_while_a_copy_is_made_count(group: Group, tmp_path: Path) -> None:
    moment, parent, out = group.moment(group.of_aalto), group.aalto[1].id, tmp_path / "out"
    set_people(group.ws, group.of_aalto.id, [group.aalto[0].id])
    exports: list[ClipExport | StillExport] = [
        ClipExport(group.ws, moment.id, Purposes.FAMILY_COPY, out, to=[parent]),
        StillExport(group.ws, group.of_aalto.id, 1, Purposes.FAMILY_COPY, out, to=[parent]),
    ]
    for export in exports:
        export.run(lambda _done, _total: None)
    set_family(group.ws, parent, "Berg")
    for export in exports:
        with pytest.raises(NotTheirFilm):
            export.finish()
    assert not out.exists()


def test_recipients_are_people_of_the_case_in_any_kind_of_case(group: Group, tmp_path: Path) -> None:
    other = add_case(group.ws, "Another")
    stranger = add_person(group.ws, other.id, "Stranger", Role.PARENT)
    change_kind(group.ws, group.case.id, KindId("family"))
    with pytest.raises(UnknownId):
        export_clip(
            group.ws, group.moment(group.of_aalto).id, Purposes.FAMILY_COPY, tmp_path / "c.mp4", to=[stranger.id]
        )


def test_in_other_kinds_of_cases_everyone_of_the_case_may_look(group: Group) -> None:
    change_kind(group.ws, group.case.id, KindId("family"))
    group.shown(group.of_aalto, to=group.berg)


def test_films_stand_with_their_families(group: Group) -> None:
    names = {group.of_aalto.id: "a", group.of_berg.id: "b"}

    def listed() -> list[tuple[str, str]]:
        return [
            (one.family, "".join(names[film.id] for film in one.films))
            for one in films_by_family(group.ws, group.case.id)
        ]

    assert listed() == [("Aalto", "a"), ("Berg", "b")]
    set_people(group.ws, group.of_berg.id, [one.id for one in (*group.berg, group.aalto[0])])
    assert listed() == [("Aalto", "ab"), ("Berg", "b")]
    set_people(group.ws, group.of_aalto.id, [group.leader.id])
    rename_family(group.ws, group.case.id, "Berg", "Bergman")
    assert family_names(group.ws, group.case.id) == ("Aalto", "Bergman")
    assert listed() == [("Aalto", "b"), ("Bergman", "b"), ("", "a")]
    put_away(group.ws, group.of_aalto.id)
    assert listed() == [("Aalto", "b"), ("Bergman", "b")]
