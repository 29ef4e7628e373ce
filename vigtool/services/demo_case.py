"""The whole work acted out once, on the drawn film or on anybody's own: for trying the program, and for seeing it work.

Every step goes through the same use cases as a guider's. That the export is refused before
the family consents is part of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from vigtool.domain.cases import Recording
from vigtool.domain.consent import Answer
from vigtool.domain.cycles import Part
from vigtool.domain.identifiers import PersonId
from vigtool.domain.moments import Moment, ReviewSpeed, Turn, TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.progress import Progress
from vigtool.domain.purposes import Purpose, Purposes
from vigtool.domain.ticks import FrameTimes
from vigtool.media.demo_film import DEMO_MOMENTS, DemoMoment
from vigtool.services.cases import add_case
from vigtool.services.clips import ClipReport, export_clip
from vigtool.services.consents import record_consent
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.errors import ConsentRefused
from vigtool.services.importing import import_film
from vigtool.services.marking import MarkingDesk
from vigtool.services.people import add_person
from vigtool.services.principles import built_in
from vigtool.services.recordings import frame_times
from vigtool.services.session_logs import LogReport, export_session_log
from vigtool.services.sessions import add_session
from vigtool.services.stills import StillReport, export_still
from vigtool.services.workspace import Workspace

Words = Callable[[str], str]
"""Gives the demo's texts in the chosen language by their keys."""

STORY_STEP: Final = "demo"
OWN_MOMENTS: Final = ((1, 8), (3, 8), (5, 8))
"""Where moments are marked in a film that nobody wrote a story for: at these parts of it."""

OWN_SECONDS: Final = 4

SEEN: Final = {
    "demo.moment_block": ("receiving", "with-the-body", "pausing"),
    "demo.moment_bird": ("receiving", "attuning", "to-and-fro"),
    "demo.moment_offer": ("encouraging", "a-choice"),
}
"""The principles of the built-in pack that are seen in the story's moments."""


@dataclass(frozen=True, slots=True)
class DemoFilm:
    """A film for the demo; ``told`` is true of the drawn one, whose story is known."""

    path: Path
    told: bool


@dataclass(slots=True)
class DemoCase:
    """What the demo made: the case's films and moments, and what left the vault. ``refusals`` counts the gate's no."""

    films: list[Recording] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    clip: ClipReport | None = None
    still: StillReport | None = None
    log: LogReport | None = None
    refusals: int = 0


Tell = Callable[[str], None]
"""Told the key of each step that is about to be done."""


def act_out(
    ws: Workspace, films: Sequence[DemoFilm], out: Path, *, words: Words, language: str, tell: Tell, progress: Progress
) -> DemoCase:
    """Go from an empty vault to a verified clip and a session log; ``out`` takes what leaves.

    Raises what the use cases raise, for a film that is not one for example.
    """
    made = DemoCase()
    tell("demo.step.case")
    case = add_case(ws, words("demo.case"), words("demo.question"))
    child = add_person(ws, case.id, words("demo.child"), Role.CHILD)
    adult = add_person(ws, case.id, words("demo.adult"), Role.PARENT)
    for source in films:
        tell("demo.step.import")
        made.films.append(_imported(ws, source.path, (child, adult), made, words, progress))
        put_film(ws, add_cycle(ws, case.id).id, made.films[-1].id, Part.FAMILY)
    tell("demo.step.mark")
    for film, source in zip(made.films, films, strict=True):
        made.moments.extend(_marked(ws, film, child, adult, words, told=source.told))
    _export(ws, made, (child, adult), out, words=words, tell=tell, progress=progress)
    tell("demo.step.session")
    shown = [moment.id for moment in made.moments[:3]]
    session = add_session(ws, case.id, moments=shown, present=[adult.id], words=words("demo.words"))
    made.log = export_session_log(ws, session.id, out, language)
    return made


def _imported(
    ws: Workspace, film: Path, shown: Sequence[Person], made: DemoCase, words: Words, progress: Progress
) -> Recording:
    case_id = shown[0].case
    try:
        return import_film(ws, film, case_id, None, progress)
    except ConsentRefused:
        made.refusals += 1
    _consent(ws, shown, Purposes.GUIDANCE, words)
    return import_film(ws, film, case_id, None, progress)


def _consent(ws: Workspace, shown: Sequence[Person], purpose: Purpose, words: Words) -> None:
    for person in shown:
        record_consent(ws, person.id, purpose, Answer.GIVEN, by=words("demo.adult"))


def _export(
    ws: Workspace, made: DemoCase, shown: Sequence[Person], out: Path, *, words: Words, tell: Tell, progress: Progress
) -> None:
    moment, film = made.moments[0], made.films[0]
    tell("demo.step.refused")
    try:
        export_clip(ws, moment.id, Purposes.FAMILY_COPY, out / "clip.mp4", progress)
    except ConsentRefused:
        made.refusals += 1
    tell("demo.step.clip")
    _consent(ws, shown, Purposes.FAMILY_COPY, words)
    made.clip = export_clip(ws, moment.id, Purposes.FAMILY_COPY, out / "clip.mp4", progress)
    key = frame_times(ws, film.id).frame_at(moment.key)
    made.still = export_still(ws, film.id, frame=key, purpose=Purposes.FAMILY_COPY, out=out / "still.png")


def _marked(ws: Workspace, film: Recording, child: Person, adult: Person, words: Words, *, told: bool) -> list[Moment]:
    desk, times = MarkingDesk(ws, film.id), frame_times(ws, film.id)
    if not told:
        return [desk.new_moment(times.span(*span), title=words("demo.own_moment")) for span in _own_spans(times)]
    who = {"child": child.id, "adult": adult.id}
    return [_described(desk, _story_moment(desk, times, moment, who, words), moment, words) for moment in DEMO_MOMENTS]


def _own_spans(times: FrameTimes) -> list[tuple[int, int]]:
    length = times.end_tick - times.start_tick
    ticks = OWN_SECONDS * times.time_base.denominator // times.time_base.numerator
    spans = []
    for part, whole in OWN_MOMENTS:
        start = times.start_tick + length * part // whole
        first = times.frame_at(start)
        spans.append((first, max(times.frame_at(min(start + ticks, times.end_tick)), first + 1)))
    return list(dict.fromkeys(spans))


def _story_moment(
    desk: MarkingDesk, times: FrameTimes, told: DemoMoment, who: dict[str, PersonId], words: Words
) -> Moment:
    def frame(seconds: Fraction) -> int:
        return times.frame_at(times.start_tick + int(seconds / times.time_base.seconds(1)))

    first, end = frame(told.start), frame(told.end)
    made = desk.new_moment(times.span(first, end), times.tick_of(frame(told.key)), words(f"{told.words}.title"))
    made = replace(made, note=words(f"{told.words}.note"), starred=True)
    for turn in told.turns:
        kind, span = TurnKind(turn.kind), times.span(frame(turn.start), frame(turn.end))
        made = made.with_turn(Turn(who[turn.who], kind, span, words(turn.words)))
    return made


def _described(desk: MarkingDesk, moment: Moment, told: DemoMoment, words: Words) -> Moment:
    """Say of a moment what a guider would: the principles in it, what is to be asked, how it is to be shown."""
    pack = built_in()
    made = replace(
        moment,
        question=words(f"{told.words}.question"),
        helps=words("demo.question"),
        principles=tuple(pack.seen(item) for item in SEEN[told.words]),
        speed=ReviewSpeed.HALF,
        freeze=True,
    )
    desk.edit(STORY_STEP, desk.marks.with_moment(made))
    return made
