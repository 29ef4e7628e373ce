"""Every format, every loss and every refusal of a file has words, and none tells what stands in the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exchange.annotations.sample_films import SAMPLE
from tests.exchange.sample_consents import RECORDED
from vigtool.exchange.annotations import formats
from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.format_names import Format
from vigtool.exchange.annotations.marked_film import HELD, Loss
from vigtool.exchange.consent_records_writing import consent_record_losses
from vigtool.services.marks_reading import TakenIn
from vigtool.wording.exchange_sentences import unfit_sentence
from vigtool.wording.exchange_words import (
    format_name,
    left_out_words,
    loss_words,
    not_taken_words,
    read_format_name,
)


def test_every_format_has_a_name_of_its_own() -> None:
    assert len({format_name(one) for one in Format}) == len(Format)
    for reader in ("elan", "webvtt", "boris", "textgrid", "otio", "web-annotation"):
        assert reader in Path(formats.__file__).read_text("utf-8")
        assert read_format_name(reader) != reader


def test_every_loss_has_words() -> None:
    lost = {loss for format_ in Format for loss in formats.losses_in(format_, SAMPLE)}
    lost |= set(formats.losses_in(Format.OTIO, SAMPLE)) | set(consent_record_losses(RECORDED))
    kinds = {one.what for one in lost} | set(HELD) | {"helps", "people", "wishes", "shows"}
    assert {"overlaps", "moments", "times", "by"} <= kinds
    for what in kinds:
        assert loss_words(Loss(what, 7)).endswith(": 7")
    as_they_are = {what for what in kinds if loss_words(Loss(what, 7)) == f"{what}: 7"}
    assert as_they_are == {"turns"}  # which is a word already


def test_what_is_not_understood_is_told_by_our_words_or_the_files_format() -> None:
    assert left_out_words({"NOTE": 2, "SVG_REF": 3}) == ["comments: 2", "SVG_REF: 3"]


def test_what_has_no_place_is_told_and_nothing_else() -> None:
    none = TakenIn("elan", 1, 0, {}, {}, 0, 0, 0)
    assert not_taken_words(none) == []
    told = not_taken_words(replace(none, outside=1, cut=2, loose=3, strangers={"Jonna": 4, "Pekka": 5}))
    assert [line.rpartition(": ")[2] for line in told] == ["1", "2", "3", "9"]
    assert "Jonna" not in " ".join(told)


@pytest.mark.parametrize("why", Unfit)
def test_a_refusal_says_why_and_where(why: Unfit) -> None:
    plain, placed = unfit_sentence(FileUnfit("elan", why)), unfit_sentence(FileUnfit("elan", why, 12))
    assert plain.what == placed.what
    assert placed.next_step == f"{plain.next_step} Look at line 12."
