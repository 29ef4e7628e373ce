"""A guest whose film two people marked, as it stands when the trainee's marks were looked at."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.services.casework import Family
from vigtool.domain.cases import Recording
from vigtool.domain.events import CaseAdded
from vigtool.domain.identifiers import CaseId, ContactId, MomentId, PackageId
from vigtool.domain.moments import Moment, PrincipleSeen
from vigtool.domain.purposes import Purposes
from vigtool.domain.supervision import GuestFilm, GuestOpened, MarksRevealed
from vigtool.services.marking import MarkingDesk
from vigtool.services.principles import built_in
from vigtool.services.recordings import frame_times

PACKAGE = PackageId("p0p0p0p0p0p0")
TITLE = "=Liisa nostaa palikan"


@dataclass(frozen=True, slots=True)
class ComparedGuest:
    """A guest's case; its film has one moment of both, one of the trainee's alone and one of the supervisor's."""

    family: Family
    film: Recording

    def reveal(self) -> None:
        self.family.ws.record(MarksRevealed(self.family.case.id, 2))


def compared_guest(family: Family, folder: Path) -> ComparedGuest:
    film = family.film(folder)
    family.answer(Purposes.SUPERVISION)
    ws, case = family.ws, family.case.id
    ws.record(CaseAdded(replace(family.case, guest=PACKAGE)))
    times = frame_times(ws, film.id)
    pack = built_in()
    waits, receives = (PrincipleSeen(pack.id, pack.version, one.id) for one in pack.categories[0].items[:2])

    def marked(name: str, first: int, stop: int, *principles: PrincipleSeen) -> Moment:
        span = times.span(first, stop)
        return Moment(MomentId(name.ljust(12, "0")), film.id, span, span.start, TITLE, principles=principles)

    handed = (marked("a1", 2, 10, waits), marked("a2", 14, 18))
    ws.record(_opened(case, film, handed))
    desk = MarkingDesk(ws, film.id)
    for one in (marked("b1", 4, 11, waits, receives), marked("b2", 19, 23, receives)):
        desk.edit("mark", desk.marks.with_moment(one))
    return ComparedGuest(family, film)


def _opened(case: CaseId, film: Recording, handed: tuple[Moment, ...]) -> GuestOpened:
    return GuestOpened(
        case=case,
        package=PACKAGE,
        by=ContactId("c0c0c0c0c0c0"),
        origin=CaseId("0r1g1n0r1g1n"),
        made_at=datetime(2026, 3, 9, 18, tzinfo=UTC),
        expires=date(2027, 3, 9),
        films=(GuestFilm(film.id, film.id, 0),),
        people=(),
        moments=handed,
        questions="",
        checkpoint="",
        sha256="",
    )
