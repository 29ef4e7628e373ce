"""A file of another program becomes moments on the film's own frames, as one edit; what it had else is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.casework import CHILD_NAME, VISITOR_NAME, Family, Stopping, last_event
from tests.services.exchanged_film import MarkedCase, bare, marked_case
from tests.shared_material import SHARED, needs_shared
from vigtool.domain.consent import Answer
from vigtool.domain.errors import Cancelled
from vigtool.domain.events import MarksChanged
from vigtool.domain.identifiers import MomentId
from vigtool.domain.marks import Marks
from vigtool.domain.moments import Moment, TurnKind
from vigtool.domain.purposes import Purposes
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.format_names import Format
from vigtool.services.consents import record_consent
from vigtool.services.errors import ConsentRefused, FileUnreadable, UnknownId
from vigtool.services.exchanging import MarksWish, export_marks
from vigtool.services.jobs import NotRun, complete
from vigtool.services.marking import MarkingDesk, moments
from vigtool.services.marks_reading import MarksImport, MarksReading, ReadMarks, import_marks
from vigtool.services.recordings import frame_times


@pytest.fixture
def case(family: Family, tmp_path: Path) -> MarkedCase:
    return marked_case(family, tmp_path)


def read(case: MarkedCase, path: Path) -> ReadMarks:
    return complete(MarksReading(case.family.ws, case.film.id, path, "en"))


def taken_back(case: MarkedCase, format_: Format, folder: Path, *, named: bool = False) -> list[Moment]:
    """Hand the marks out, remove them, take the file in: the moments that are there then."""
    ws, film = case.family.ws, case.film
    out = folder / f"marks.{format_}"
    export_marks(ws, film.id, MarksWish(format_, named=named), out, "fi")
    MarkingDesk(ws, film.id).edit("clear", Marks())
    import_marks(ws, film.id, out, "sv")
    return bare(moments(ws, film.id))


def pseudonymous(case: MarkedCase) -> list[Moment]:
    """The moments as they come back from a file without names."""
    first, second = bare(list(case.moments))
    child = "Lapsi 1"
    turns = (first.turns[0], replace(first.turns[1], words=f"hymyilee {child}"))
    return [
        replace(first, title=f"{child} katsoo", note="Vanhempi 1 odottaa, katsoo ja hymyilee.", turns=turns),
        second,
    ]


@pytest.mark.parametrize("format_", [Format.EAF, Format.BORIS, Format.BORIS_EVENTS])
def test_everything_that_a_format_holds_comes_back(case: MarkedCase, format_: Format, tmp_path: Path) -> None:
    assert taken_back(case, format_, tmp_path) == pseudonymous(case)


@pytest.mark.parametrize("format_", [Format.EAF, Format.BORIS])
def test_with_names_it_comes_back_word_for_word(case: MarkedCase, format_: Format, tmp_path: Path) -> None:
    assert taken_back(case, format_, tmp_path, named=True) == bare(list(case.moments))


def test_web_annotations_come_back_but_for_question_and_star(case: MarkedCase, tmp_path: Path) -> None:
    first, second = pseudonymous(case)
    assert taken_back(case, Format.WEB_ANNOTATION, tmp_path) == [replace(first, question="", starred=False), second]


def test_chapters_come_back_as_moments_of_their_titles(case: MarkedCase, tmp_path: Path) -> None:
    first, second = taken_back(case, Format.VTT, tmp_path)
    wanted, other = pseudonymous(case)
    assert (first.title, first.span.start, first.key) == (wanted.title, wanted.span.start, wanted.span.start)
    assert (second.title, second.span) == (other.title, other.span)


def test_captions_come_back_as_turns_of_their_people(case: MarkedCase, tmp_path: Path) -> None:
    back = taken_back(case, Format.VTT_CAPTIONS, tmp_path)
    assert [one.turns for one in back] == [(turn,) for turn in pseudonymous(case)[0].turns]


def test_a_file_is_one_edit_that_is_undone_at_once_and_done_again(case: MarkedCase, tmp_path: Path) -> None:
    ws, film = case.family.ws, case.film
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:00.200\none\n\n00:00.300 --> 00:00.400\ntwo\n")
    before, count = moments(ws, film.id), ws.vault.journal.count
    told = import_marks(ws, film.id, tmp_path / "a.vtt", "en")
    assert (told.format, told.moments, told.turns, ws.vault.journal.count) == ("webvtt", 2, 0, count + 1)
    event = last_event(ws)
    assert isinstance(event, MarksChanged)
    assert (event.step, len(event.changes), len(event.consents)) == ("import", 2, 2)
    assert len(moments(ws, film.id)) == 4
    desk = MarkingDesk(ws, film.id)
    desk.undo()
    assert moments(ws, film.id) == before
    desk.redo()
    assert len(moments(ws, film.id)) == 4


FOREIGN = """WEBVTT

00:00.121 --> 00:00.199
<v Nobody Known>kicks

00:00.200 --> 00:00.200
<v child 1>laughs

00:00.900 --> 00:09.000
late

00:01.000 --> 00:02.000
gone
"""


def test_marks_lie_on_the_nearest_frames_and_what_is_beyond_the_film_is_counted(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    (tmp_path / "foreign.vtt").write_text(FOREIGN)
    told = import_marks(family.ws, film.id, tmp_path / "foreign.vtt", "en")
    assert (told.moments, told.turns, told.outside, told.cut, told.loose) == (3, 1, 1, 1, 0)
    assert told.strangers == {"Nobody Known": 1}
    times = frame_times(family.ws, film.id)
    kicks, laughs, late = moments(family.ws, film.id)
    assert (kicks.title, kicks.span) == ("Nobody Known: kicks", times.span(3, 5))
    assert (laughs.title, laughs.span) == ("laughs", times.span(5, 6))
    assert [(one.person, one.kind, one.words) for one in laughs.turns] == [(family.child.id, TurnKind.OWN, "laughs")]
    assert (late.title, times.frames_of(late.span)) == ("late", range(22, film.frames))


def test_what_is_read_says_its_kinds_and_who_is_who(case: MarkedCase, tmp_path: Path) -> None:
    ws, film = case.family.ws, case.film
    export_marks(ws, film.id, MarksWish(Format.EAF), tmp_path / "marks.eaf", "sv")
    found = read(case, tmp_path / "marks.eaf")
    assert found.people == {"Barn 1": case.family.child.id, "Förälder 1": case.family.parent.id}
    assert found.kinds["Ögonblick"] == 1
    assert found.kinds["Ögonblick 2"] == 1


def test_only_the_wanted_kinds_come_in_and_people_are_whom_the_caller_says(case: MarkedCase, tmp_path: Path) -> None:
    ws, family, film = case.family.ws, case.family, case.film
    export_marks(ws, film.id, MarksWish(Format.EAF), tmp_path / "marks.eaf", "en")
    found = read(case, tmp_path / "marks.eaf")
    MarkingDesk(ws, film.id).edit("clear", Marks())
    swapped = {"Child 1": family.parent.id, "Parent 1": None}
    kinds = {"Moments", "Child 1: turns", "Parent 1: turns"}
    told = complete(MarksImport(ws, film.id, found, kinds=kinds, people=swapped))
    assert (told.moments, told.turns, told.strangers) == (2, 1, {"Parent 1": 1})
    back = moments(ws, film.id)
    assert [turn.person for one in back for turn in one.turns] == [family.parent.id]
    assert {one.title for one in back} == {"Child 1 katsoo", "Parent 1: hymyilee Child 1"}


def test_what_belongs_to_no_moment_is_counted(case: MarkedCase, tmp_path: Path) -> None:
    ws, film = case.family.ws, case.film
    export_marks(ws, film.id, MarksWish(Format.BORIS), tmp_path / "marks.boris", "en")
    found = read(case, tmp_path / "marks.boris")
    told = complete(MarksImport(ws, film.id, found, kinds={"star", "question"}))
    assert (told.moments, told.loose) == (0, 2)


def test_an_empty_file_makes_no_edit(case: MarkedCase, tmp_path: Path) -> None:
    ws = case.family.ws
    (tmp_path / "empty.vtt").write_text("WEBVTT\n")
    count = ws.vault.journal.count
    told = import_marks(ws, case.film.id, tmp_path / "empty.vtt", "en")
    assert (told.moments, ws.vault.journal.count) == (0, count)


def test_without_consent_nothing_is_read_and_nothing_comes_in(case: MarkedCase, tmp_path: Path) -> None:
    ws, film = case.family.ws, case.film
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:00.200\none\n")
    job = MarksImport(ws, film.id, read(case, tmp_path / "a.vtt"))
    job.run(Stopping())
    before = moments(ws, film.id)
    record_consent(ws, case.family.child.id, Purposes.GUIDANCE, Answer.WITHDRAWN)
    for ask in (job.finish, lambda: read(case, tmp_path / "a.vtt")):
        with pytest.raises(ConsentRefused):
            ask()
    assert moments(ws, film.id) == before


def test_whoever_stops_it_finds_nothing_taken_in(case: MarkedCase, tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:00.100 --> 00:00.200\none\n")
    reading = MarksReading(case.family.ws, case.film.id, tmp_path / "a.vtt", "en")
    with pytest.raises(Cancelled):
        reading.run(Stopping(0))
    reading.abandon()
    with pytest.raises(NotRun):
        reading.finish()
    taking = MarksImport(case.family.ws, case.film.id, read(case, tmp_path / "a.vtt"))
    with pytest.raises(Cancelled):
        taking.run(Stopping(0))
    taking.abandon()
    with pytest.raises(NotRun):
        taking.finish()
    assert len(moments(case.family.ws, case.film.id)) == 2


def test_a_film_or_a_file_that_is_not_there(case: MarkedCase, tmp_path: Path) -> None:
    with pytest.raises(UnknownId):
        MarksReading(case.family.ws, type(case.film.id)("n0n0n0n0n0n0"), tmp_path, "en")
    for path in (tmp_path / "none.eaf", tmp_path, Path("/dev/zero"), tmp_path / "a\0b"):
        with pytest.raises(FileUnreadable):
            read(case, path)


@pytest.mark.parametrize("text", ["nothing of the kind", "", "PK\x03\x04", "{}", "a;b\n1;2\n", "#!/bin/sh\n"])
def test_a_file_of_no_format_is_refused_whatever_it_is_called(case: MarkedCase, tmp_path: Path, text: str) -> None:
    (tmp_path / "really.eaf").write_text(text)
    with pytest.raises(FileUnfit) as refused:
        read(case, tmp_path / "really.eaf")
    assert (refused.value.format, refused.value.why) == ("file", Unfit.NOT_THIS_FORMAT)


def test_the_names_of_the_case_are_found_whatever_their_case(case: MarkedCase, tmp_path: Path) -> None:
    lines = "".join(
        f"\n00:00.100 --> 00:00.200\n<v {name}>x\n" for name in (CHILD_NAME.upper(), "LAPSI 1", VISITOR_NAME)
    )
    (tmp_path / "a.vtt").write_text(f"WEBVTT\n{lines}")
    child = case.family.child.id
    assert [*read(case, tmp_path / "a.vtt").people.values()] == [child, child, None]


READ = {
    "boris10__vig_demo.boris": ("boris", 18),
    "boris10__vig_demo_aggregated.csv": ("boris", 18),
    "boris__test.boris": ("boris", 2),
    "boris__test_export_aggregated_events_test_full_1.tsv": ("boris", 18),
    "boris__test_export_events_tabular.tsv": ("boris", 4),
    "boris__test_with_leading_trailing_spaces_in_modifiers.boris": ("boris", 4),
    "child__example.eaf": ("elan", 712),
    "otio__simple_cut.otio": ("otio", 4),
    "own__writer_prototype.eaf": ("elan", 3),
    "poio__turkish.eaf": ("elan", 340),
    "praatio__all_tiers_have_the_same_name.TextGrid": ("textgrid", 3),
    "praatio__bobby_words_with_newlines_longfile_elan.TextGrid": ("textgrid", 9),
    "pympi__sample_3.0.eaf": ("elan", 8778),
    "speach__blank.eaf": ("elan", 0),
    "speach__test.eaf": ("elan", 43),
    "tg__long_format.TextGrid": ("textgrid", 152),
    "vtt__comments.vtt": ("webvtt", 3),
    "vtt__metadata_headers.vtt": ("webvtt", 2),
    "vtt__sample.vtt": ("webvtt", 16),
    "wpt__cue-size-align.vtt": ("webvtt", 3),
}
"""The shared files that are read, with how many marks each has; all others are refused for what they are."""


@needs_shared
def test_every_shared_file_is_read_or_refused_with_a_reason(case: MarkedCase) -> None:
    told: dict[str, tuple[str, int]] = {}
    refused: dict[str, tuple[str, Unfit]] = {}
    for path in sorted((SHARED / "exchange").iterdir()):
        try:
            found = read(case, path).file
            told[path.name] = (found.format, len(found.found.marks))
        except FileUnfit as error:
            refused[path.name] = (error.format, error.why)
    assert told == READ
    assert refused == {
        "MANIFEST.tsv": ("file", Unfit.NOT_THIS_FORMAT),
        "README.md": ("file", Unfit.NOT_THIS_FORMAT),
        "child__basic.etf": ("elan", Unfit.NOT_THIS_FORMAT),
        "child__basic.pfsx": ("elan", Unfit.NOT_THIS_FORMAT),
        "dv__demo_data_to_csv.opf": ("file", Unfit.NOT_THIS_FORMAT),
        "pympi__EAFv3.0.xsd": ("elan", Unfit.NOT_THIS_FORMAT),
    }


@needs_shared
@pytest.mark.parametrize("name", READ)
def test_what_a_shared_file_says_of_the_film_comes_in(case: MarkedCase, name: str) -> None:
    MarkingDesk(case.family.ws, case.film.id).edit("clear", Marks())
    found = read(case, SHARED / "exchange" / name)
    told = complete(MarksImport(case.family.ws, case.film.id, found))
    begun = [one for one in found.file.found.marks if one.begin < case.film.duration]
    assert told.outside == len(found.file.found.marks) - len(begun)
    assert told.moments == len(begun) - told.loose
    assert len({MomentId(one.id) for one in moments(case.family.ws, case.film.id)}) == told.moments


def test_a_point_belongs_to_the_moment_that_begins_there_or_has_its_key_frame_there(
    case: MarkedCase, tmp_path: Path
) -> None:
    times = frame_times(case.family.ws, case.film.id)
    wide = replace(case.moments[0], span=times.span(3, 15), key=times.tick_of(13), turns=())
    short = replace(case.moments[1], span=times.span(12, 15))
    MarkingDesk(case.family.ws, case.film.id).edit("overlap", Marks((wide, short)))
    assert taken_back(case, Format.BORIS, tmp_path, named=True) == bare([wide, short])
