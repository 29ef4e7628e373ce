"""The cycle of a film travels with it by its id alone, and the supervisor counts by it."""

from pathlib import Path

from tests.services.casework import Family, SetClock
from tests.services.supervising import known_to, trainee_of
from vigtool.domain.cycles import Part
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.guest_erasing import erase_guest, erased_guests
from vigtool.services.package_opening import open_package
from vigtool.services.training_group import trainees
from vigtool.wording.names import pseudonym_of


def test_two_films_of_one_cycle_are_one_cycle_there(family: Family, clock: SetClock, tmp_path: Path) -> None:
    with trainee_of(family, clock, tmp_path) as trainee:
        ws, there = trainee.ws, trainee.supervisor
        cycle = add_cycle(ws, family.case.id, name="Ruokailu").id
        put_film(ws, cycle, trainee.film.id, Part.FAMILY)
        put_film(ws, cycle, trainee.other.id, Part.REVIEW)
        trainee.made()
        known_to(there, ws, "Kaarina")
        opened = open_package(there, trainee.out, pseudonym_of)
        assert {(one.part, one.cycle) for one in opened.films} == {(Part.FAMILY, cycle), (Part.REVIEW, cycle)}
        assert opened.cycles == (cycle,)
        before = trainees(there)
        assert [(one.packages, one.cycles, one.clients) for one in before] == [(1, 1, 1)]
        erase_guest(there, opened.case, "valmis")
        assert [one.cycles for one in erased_guests(there)] == [(cycle,)]
        assert [(one.cycles, one.clients) for one in trainees(there)] == [(1, 1)]
