"""The summary of a case tells each cycle in words, from the journal, and names nobody."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import NAMES, QUESTION, Family, last_event
from vigtool.domain.cycles import Part
from vigtool.domain.events import CaseSummaryExported
from vigtool.domain.identifiers import CaseId
from vigtool.domain.purposes import Purposes
from vigtool.exchange.case_summary import from_json, to_json
from vigtool.exchange.errors import UnknownVersion, UnreadableDocument
from vigtool.services.case_summaries import CaseSummaryExport, export_case_summary, gather_summary
from vigtool.services.clips import export_clip
from vigtool.services.cycles import add_cycle, put_film
from vigtool.services.errors import TargetInVault, UnknownId
from vigtool.services.jobs import NotRun
from vigtool.services.marking import MarkingDesk, mark_frames
from vigtool.services.reviewing import begin_review, end_review, hear_words, show_moment
from vigtool.services.withdrawing import departures


def lived(family: Family, tmp_path: Path) -> None:
    """Two cycles: one with a review, words and a clip that left, one still empty."""
    ws, film = family.ws, family.film(tmp_path)
    moment = mark_frames(ws, film.id, first=3, end=15)
    desk = MarkingDesk(ws, film.id)
    desk.edit("starred", desk.marks.with_moment(replace(moment, starred=True, title="Katse")))
    cycle = add_cycle(ws, family.case.id, question="Kuinka odotan?")
    put_film(ws, cycle.id, film.id, Part.FAMILY)
    add_cycle(ws, family.case.id)
    review = begin_review(ws, family.case.id, cycle.id, [family.parent.id])
    show_moment(ws, review, moment.id)
    hear_words(ws, review, moment.id, "Odotan jo nyt.", family.parent.id)
    next_on = (ws.clock() + timedelta(days=14)).date()
    end_review(ws, review, words="Kaunista.", agreed="Odotetaan.", next_on=next_on, closing="Katsoimme hetken.")
    family.answer(Purposes.FAMILY_COPY)
    export_clip(ws, moment.id, Purposes.FAMILY_COPY, tmp_path / "clip.mp4")
    never_looked_at = mark_frames(ws, film.id, first=16, end=20)
    export_clip(ws, never_looked_at.id, Purposes.FAMILY_COPY, tmp_path / "another.mp4")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_cycle_is_told_in_words_without_a_name(family: Family, tmp_path: Path, language: str) -> None:
    lived(family, tmp_path)
    made = export_case_summary(family.ws, family.case.id, tmp_path / "out", language)
    words = without_spaces("".join(page_texts(made.pdf.read_bytes())))
    for told in (QUESTION, "Kuinka odotan?", "Odotan jo nyt.", "Kaunista.", "Odotetaan.", "Katsoimme hetken.", "Katse"):
        assert without_spaces(told) in words, told
    assert not any(without_spaces(name) in words for name in NAMES)
    summary = from_json(made.json.read_bytes())
    assert [one.number for one in summary.cycles] == [1, 2]
    assert [one.cycle for one in summary.sessions] == [1]
    assert [one.kind for one in summary.sessions[0].exported] == ["clip"]
    assert [one.kind for one in summary.exported] == ["clip", "clip"]
    event = last_event(family.ws)
    assert event == CaseSummaryExported(family.case.id, made.json_sha256, made.pdf_sha256)


def test_a_summary_is_told_at_a_withdrawal_as_something_that_left(family: Family, tmp_path: Path) -> None:
    export_case_summary(family.ws, family.case.id, tmp_path / "out", "en")
    assert [one.what for one in departures(family.ws, family.child.id)] == ["summary"]


def test_sessions_of_no_cycle_stand_on_their_own(family: Family, tmp_path: Path) -> None:
    end_review(family.ws, begin_review(family.ws, family.case.id, None, [family.parent.id]), words="Hyvin meni.")
    made = export_case_summary(family.ws, family.case.id, tmp_path, "en")
    words = without_spaces("".join(page_texts(made.pdf.read_bytes())))
    assert "Sessionsoutsideofthecycles" in words
    assert "Hyvinmeni." in words


def test_what_cannot_be_is_refused_and_leaves_nothing(family: Family, tmp_path: Path) -> None:
    with pytest.raises(UnknownId):
        gather_summary(family.ws, CaseId("abcdefghjkmn"))
    with pytest.raises(NotRun):
        CaseSummaryExport(family.ws, family.case.id, tmp_path / "out", "en").finish()
    with pytest.raises(TargetInVault):
        export_case_summary(family.ws, family.case.id, family.ws.folder / "x", "en")
    assert not (tmp_path / "out").exists()
    assert not isinstance(last_event(family.ws), CaseSummaryExported)


def test_a_summary_of_the_first_version_is_read_as_one_whose_logs_have_no_pictures(
    family: Family, tmp_path: Path
) -> None:
    lived(family, tmp_path)
    data = to_json(gather_summary(family.ws, family.case.id))
    old: dict[str, Any] = msgspec.json.decode(data) | {"version": 1}
    with pytest.raises(UnknownVersion):
        from_json(msgspec.json.encode(old))
    for log in old["sessions"]:
        log["version"] = 3
        for moment in log["moments"]:
            del moment["picture"]
    assert from_json(msgspec.json.encode(old)) == from_json(data)
    with pytest.raises(UnreadableDocument):
        from_json(b"[]")
