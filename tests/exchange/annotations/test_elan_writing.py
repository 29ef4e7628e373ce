from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings

from tests.exchange.annotations.elan_oracles import annotations_in, opened_by_pympi, schema_faults
from tests.exchange.annotations.sample_films import (
    CHILD,
    EMPTY,
    FIRST,
    HARD_TEXT,
    PARENT,
    SAMPLE,
    TURNING,
    VARIABLE,
    marked_films,
)
from tests.shared_material import needs_shared
from vigtool.domain.principles import Wording
from vigtool.exchange.annotations.elan_terms import DESCRIPTIONS, TierType
from vigtool.exchange.annotations.elan_tiers import tiers_of
from vigtool.exchange.annotations.elan_writing import elan_losses, write_elan
from vigtool.exchange.annotations.marked_film import TIMES, Loss, MarkedFilm, MarkedPrinciple
from vigtool.exchange.errors import UnknownLanguage

TIERS = {
    "Moments": [(4004, 8342, "Katse ja hymy"), (10010, 10043, ""), (3725000, 3729000, "After an hour")],
    "Key frames": [(4438, 4471, ""), (10010, 10043, ""), (3726000, 3726033, "")],
    "Notes": [(4004, 8342, FIRST.note)],
    "Questions": [(4004, 8342, "Mitä huomaat tässä?")],
    "Stars": [(4004, 8342, "starred")],
    "Turning towards": [(4004, 8342, "Turning towards")],
    "A pause": [(4004, 8342, "A pause")],
    "Moments 2": [(6673, 10010, HARD_TEXT)],
    "Key frames 2": [(6673, 6707, "")],
    "Notes 2": [(6673, 10010, HARD_TEXT)],
    "A pause 2": [(6673, 10010, "A pause")],
    "strange.1.lost-words 2": [(6673, 10010, "strange.1.lost-words")],
    "Child 1: turns": [(4004, 5339, "Initiative"), (7674, 8342, "Other turn")],
    "Child 1: words about the turns": [(4004, 5339, "holds up the block"), (7674, 8342, "laughs")],
    "Parent 2: turns": [(5172, 6673, "Reception"), (6673, 7674, "Response")],
    "Parent 2: words about the turns": [(5172, 6673, "looks and smiles")],
    "Parent 2: turns 2": [(7007, 8008, "Initiative")],
    "Parent 2: words about the turns 2": [(7007, 8008, HARD_TEXT)],
}


def test_pympi_reads_every_mark_in_its_tier(tmp_path: Path) -> None:
    opened = opened_by_pympi(write_elan(SAMPLE), tmp_path)
    assert annotations_in(opened) == TIERS
    participants = {name: opened.get_parameters_for_tier(name).get("PARTICIPANT") for name in TIERS}
    assert {name for name, who in participants.items() if who == CHILD.name} == {
        "Child 1: turns",
        "Child 1: words about the turns",
    }
    assert sum(who == PARENT.name for who in participants.values()) == 4


def test_pympi_reads_the_vocabulary_in_three_languages(tmp_path: Path) -> None:
    opened = opened_by_pympi(write_elan(SAMPLE, "sv"), tmp_path)
    _, entries, outside = opened.controlled_vocabularies[TierType.TURN]
    assert outside is None
    words = {id_: {language: text for text, language, _ in values} for id_, (values, _) in entries.items()}
    assert words == {
        "initiative": {"swe": "Initiativ", "fin": "Aloite", "eng": "Initiative"},
        "reception": {"swe": "Mottagande", "fin": "Vastaanottaminen", "eng": "Reception"},
        "response": {"swe": "Svar", "fin": "Vastaus", "eng": "Response"},
        "own": {"swe": "Annan tur", "fin": "Muu vuoro", "eng": "Other turn"},
    }
    assert set(opened.languages) == {"fin", "swe", "eng"}
    assert "Nyckelbilder" in opened.get_tier_names()


@needs_shared
@pytest.mark.parametrize("film", [SAMPLE, EMPTY, VARIABLE], ids=["sample", "empty", "variable"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_written_is_valid(film: MarkedFilm, language: str) -> None:
    assert schema_faults(write_elan(film, language, clip="moment 1.mp4")) == []


@needs_shared
def test_the_schema_would_object() -> None:
    written = write_elan(SAMPLE)
    for right, wrong in ((b'PARENT_REF="Moments"', b'PARENT_REF="None"'), (b'"ts1"', b'"ts2"'), (b"HEADER", b"HEAD")):
        assert schema_faults(written.replace(right, wrong)) != []


@needs_shared
@settings(max_examples=30, deadline=None)
@given(marked_films())
def test_any_film_is_written_validly(film: MarkedFilm) -> None:
    written = write_elan(film)
    assert schema_faults(written) == []
    assert written == write_elan(film)


@given(marked_films())
def test_nothing_overlaps_in_a_tier_and_children_lie_in_their_parents(film: MarkedFilm) -> None:
    tiers = tiers_of(film, "fi")
    assert len({tier.name for tier in tiers}) == len(tiers)
    for tier in tiers:
        spans = [(one.begin, one.end) for one in tier.annotations]
        assert all(begin < end for begin, end in spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        if tier.parent is not None:
            above = [(one.begin, one.end) for one in tier.parent.annotations]
            assert all(any(outer[0] <= one[0] <= one[1] <= outer[1] for outer in above) for one in spans)


def test_each_type_with_a_constraint_has_it_described() -> None:
    written = write_elan(SAMPLE).decode()
    for constraint in DESCRIPTIONS:
        assert f'CONSTRAINTS="{constraint}"' in written
        assert f'<CONSTRAINT STEREOTYPE="{constraint}"' in written


def test_a_stretch_shorter_than_a_millisecond_is_one_long() -> None:
    short = replace(
        FIRST, end=FIRST.begin + Fraction(1, 9000), key=FIRST.begin, key_end=FIRST.begin + Fraction(1, 9000)
    )
    moments, keys = tiers_of(replace(SAMPLE, moments=(replace(short, turns=()),)), "en")[:2]
    assert [(one.begin, one.end) for one in (*moments.annotations, *keys.annotations)] == [(4004, 4005), (4004, 4005)]


def test_a_moment_reaches_as_far_as_its_key_frame_when_both_are_rounded() -> None:
    tight = replace(FIRST, begin=Fraction(4), end=Fraction(5), key=Fraction(49996, 10000), key_end=Fraction(5))
    moments, keys = tiers_of(replace(SAMPLE, moments=(replace(tight, turns=()),)), "en")[:2]
    assert [(one.begin, one.end) for one in (*moments.annotations, *keys.annotations)] == [(4000, 5001), (5000, 5001)]


def test_names_that_are_alike_get_tiers_of_their_own() -> None:
    twins = (replace(CHILD, name="Moments"), replace(PARENT, name="Moments"))
    other = MarkedPrinciple("other.1.turning", Wording("", "", "Moments\n "))
    film = replace(SAMPLE, people=twins, moments=(replace(FIRST, principles=(TURNING, other)),))
    names = [tier.name for tier in tiers_of(film, "en")]
    assert len(set(names)) == len(names)
    assert {"Moments", "Moments 2", "Moments: turns", "Moments: turns 2"} <= set(names)


def test_no_file_is_named_but_a_clip_beside(tmp_path: Path) -> None:
    assert opened_by_pympi(write_elan(SAMPLE), tmp_path).media_descriptors == []
    clip = "äiti & lapsi #1 100%.mp4"
    (media,) = opened_by_pympi(write_elan(SAMPLE, clip=clip), tmp_path).media_descriptors
    assert media["RELATIVE_MEDIA_URL"] == media["MEDIA_URL"] == "./" + quote(clip)


@pytest.mark.parametrize("clip", ["/clip.mp4", "../clip.mp4", "a\\clip.mp4", "file:clip.mp4", "..", "."])
def test_a_clip_elsewhere_is_not_named(clip: str) -> None:
    with pytest.raises(ValueError, match="beside"):
        write_elan(SAMPLE, clip=clip)


def test_no_id_of_the_vault_is_written() -> None:
    written = write_elan(SAMPLE).decode()
    assert not [id_ for id_ in (SAMPLE.id, FIRST.id, CHILD.id, PARENT.id) if id_ in written]


def test_the_header_says_the_film_and_where_ids_go_on(tmp_path: Path) -> None:
    opened = opened_by_pympi(write_elan(replace(SAMPLE, name="Film\0 1")), tmp_path)
    assert dict(opened.properties) == {"vigtool film": "Film 1", "lastUsedAnnotationId": str(opened.maxaid)}


def test_time_slots_stand_in_the_order_of_their_times(tmp_path: Path) -> None:
    slots = list(opened_by_pympi(write_elan(SAMPLE), tmp_path).timeslots.values())
    assert slots == sorted(slots)


def test_vocabularies_belong_to_their_types_and_begin_with_the_language_of_the_values(tmp_path: Path) -> None:
    opened = opened_by_pympi(write_elan(SAMPLE, "sv"), tmp_path)
    types = {id_: type_.get("CONTROLLED_VOCABULARY_REF") for id_, type_ in opened.linguistic_types.items()}
    assert {id_ for id_, words in types.items() if words == id_} == {TierType.STAR, TierType.PRINCIPLE, TierType.TURN}
    assert next(iter(opened.languages)) == "swe"
    assert opened.linguistic_types[TierType.NOTE]["TIME_ALIGNABLE"] == "false"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        write_elan(SAMPLE, "no")


def test_only_parts_of_milliseconds_are_lost() -> None:
    assert elan_losses(EMPTY) == ()
    late = replace(SAMPLE, moments=SAMPLE.moments[3:])
    assert elan_losses(late) == ()
    assert elan_losses(replace(SAMPLE, moments=(FIRST,))) == (Loss(TIMES, 9),)
