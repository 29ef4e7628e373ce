"""Every event that there is comes back from its bytes as it was; what is no event is refused by a typed error."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.casework import PASSPHRASE, WORK_FACTOR
from vigtool.domain.events import ACT_NAMES, CaseEdited, Event, MarksChanged, MasksChanged
from vigtool.domain.identifiers import ALPHABET, LENGTH, MomentId, RecordingId
from vigtool.domain.marks import MomentRemoved, MomentSet
from vigtool.domain.masking import Box, Mask, MaskPoint, MaskRemoved, MaskSet, VoiceMask, VoicesSet, VoiceWay
from vigtool.domain.moments import Moment, Turn
from vigtool.domain.ticks import Span, TimeBase
from vigtool.services.event_codec import UnreadableEvent, decode, encode
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.vault.journal import EntryDraft

IDS = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.datetimes(min_value=datetime(1990, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes beside it
SPANS = st.tuples(st.integers(-(2**40), 2**40), st.integers(1, 2**40)).map(lambda pair: Span(pair[0], sum(pair)))
BASES = st.builds(TimeBase, st.integers(1, 2**31), st.integers(1, 2**31))


@st.composite
def _moments(draw: st.DrawFn) -> Moment:
    span = draw(SPANS)
    key = draw(st.integers(span.start, span.end - 1))
    turns = draw(st.lists(st.from_type(Turn), max_size=3))
    return Moment(
        MomentId(draw(IDS)),
        RecordingId(draw(IDS)),
        span,
        key,
        draw(WORDS),
        draw(WORDS),
        draw(st.booleans()),
        tuple(turns),
    )


CHANGES = st.one_of(st.builds(MomentSet, _moments()), st.builds(MomentRemoved, IDS))
MARKS = st.builds(MarksChanged, IDS, IDS, WORDS, st.lists(CHANGES, max_size=4).map(tuple))

st.register_type_strategy(str, WORDS)
st.register_type_strategy(datetime, TIMES)
st.register_type_strategy(Moment, _moments())
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(TimeBase, BASES)
st.register_type_strategy(int, st.integers(-(2**53), 2**53))

POINTS = st.dictionaries(
    st.integers(-(2**40), 2**40), st.tuples(st.one_of(st.none(), st.just(Box(-3, 4, 5, 6))), st.booleans()), max_size=4
).map(lambda known: tuple(MaskPoint(tick, *known[tick]) for tick in sorted(known)))
MASK_CHANGES = st.one_of(
    st.builds(MaskSet, st.builds(Mask, IDS, IDS, IDS, POINTS), st.one_of(st.none(), SPANS)),
    st.builds(MaskRemoved, IDS),
    st.builds(VoicesSet, st.lists(st.builds(VoiceMask, SPANS, st.sampled_from(VoiceWay)), max_size=2).map(tuple)),
)
MASKS = st.builds(MasksChanged, IDS, IDS, WORDS, st.lists(MASK_CHANGES, max_size=4).map(tuple), st.just(()))
BAD_MASKS = (
    b"{}",
    b'{"removed":"a","voices":[]}',
    b'{"set":{"id":"a","recording":"b","person":"c","points":[[2,true,null],[2,true,null]]}}',
    b'{"set":{"id":"a","recording":"b","person":"c","points":[[2,true,[3,0,3,9]]]}}',
    b'{"set":{"id":"a","recording":"b","person":"c","points":[[2,true]]}}',
    b'{"voices":[{"span":{"start":3,"end":4},"way":"loud"}]}',
)


def _masks_changed(change: bytes) -> bytes:
    return b'{"case":"a","recording":"b","step":"c","consents":[],"changes":[' + change + b"]}"


KINDS = sorted(ACT_NAMES, key=lambda kind: kind.__name__)


def _events(kind: type[Event]) -> st.SearchStrategy[Event]:
    if kind is MasksChanged:
        return MASKS
    return MARKS if kind is MarksChanged else st.from_type(kind)


def test_every_kind_of_event_has_a_name() -> None:
    assert set(ACT_NAMES) == set(get_args(Event))
    assert len(set(ACT_NAMES.values())) == len(ACT_NAMES)


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_comes_back_as_it_was(kind: type[Event]) -> None:
    @settings(max_examples=40)
    @given(event=_events(kind))
    def comes_back(event: Event) -> None:
        assert decode(ACT_NAMES[kind], encode(event)) == event

    comes_back()


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("flown-to-the-moon", b"{}"),
        ("", b"{}"),
        (ACT_NAMES[MarksChanged], b"{}"),
        (ACT_NAMES[MarksChanged], b"not json"),
        (ACT_NAMES[MarksChanged], b'{"case":"a","recording":"b","step":"c","changes":[{}]}'),
        (ACT_NAMES[MarksChanged], b'{"case":"a","recording":"b","step":"c","changes":[],"more":1}'),
        *((ACT_NAMES[MasksChanged], _masks_changed(change)) for change in BAD_MASKS),
        (ACT_NAMES[CaseEdited], b'{"case":"a","step":"c","changes":[{}]}'),
        (ACT_NAMES[CaseEdited], b'{"case":"a","step":"c","changes":[{"moon":"a"}]}'),
        (ACT_NAMES[CaseEdited], b'{"case":"a","step":"c","changes":[],"more":1}'),
        *((act, b"[]") for act in ACT_NAMES.values()),
    ],
)
def test_what_is_no_event_is_refused(act: str, body: bytes) -> None:
    with pytest.raises(UnreadableEvent) as refused:
        decode(act, body)
    assert refused.value.act == act


def test_a_vault_with_an_entry_of_a_later_version_does_not_open_half(tmp_path: Path) -> None:
    ws, _ = create_workspace(tmp_path / "vault", PASSPHRASE, work_factor=WORK_FACTOR)
    ws.vault.journal.append(EntryDraft(ws.clock(), "flown-to-the-moon", ws.id, None, "", ()), b"{}")
    ws.close()
    for _attempt in range(2):  # the first one let go of the lock
        with pytest.raises(UnreadableEvent):
            open_workspace(tmp_path / "vault", PASSPHRASE)
