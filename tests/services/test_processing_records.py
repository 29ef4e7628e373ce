"""The records of processing tell what is set, and name nobody."""

from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces
from tests.services.casework import NAMES, Family
from vigtool.domain.purposes import Purposes
from vigtool.exchange.annotations.format_names import Format
from vigtool.services.clips import export_clip
from vigtool.services.errors import TargetInVault
from vigtool.services.exchanging import MarksWish, export_marks
from vigtool.services.jobs import NotRun
from vigtool.services.marking import mark_frames
from vigtool.services.processing_records import RecordsMaking, make_records
from vigtool.services.purposes import purposes


def words_in(pdf: Path) -> str:
    return without_spaces("".join(page_texts(pdf.read_bytes())))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_purpose_stands_in_it_and_nobodys_name(family: Family, tmp_path: Path, language: str) -> None:
    words = words_in(make_records(family.ws, tmp_path / "records.pdf", language))
    for card in purposes(family.ws):
        assert without_spaces(card.name.in_language(language)) in words
    assert not any(without_spaces(name) in words for name in NAMES)


def test_what_was_handed_out_is_counted_by_purpose(family: Family, tmp_path: Path) -> None:
    film = family.film(tmp_path)
    assert "Clips:" not in words_in(make_records(family.ws, tmp_path / "before.pdf", "en"))
    family.answer(Purposes.SUPERVISION)
    moment = mark_frames(family.ws, film.id, first=3, end=7)
    for number in range(2):
        export_clip(family.ws, moment.id, Purposes.SUPERVISION, tmp_path / f"{number}.mp4")
    wish = MarksWish(Format.EAF, Purposes.SUPERVISION)
    export_marks(family.ws, film.id, wish, tmp_path / "marks.eaf", "en")
    assert "Clips:2Stills:0Marksforotherprograms:1" in words_in(make_records(family.ws, tmp_path / "after.pdf", "en"))


def test_it_is_written_outside_the_vault_and_not_before_it_is_made(family: Family, tmp_path: Path) -> None:
    with pytest.raises(NotRun):
        RecordsMaking(family.ws, tmp_path / "records.pdf", "en").finish()
    with pytest.raises(TargetInVault):
        make_records(family.ws, family.ws.folder / "records.pdf", "en")
    assert not (tmp_path / "records.pdf").exists()
