"""A session log with everything in it, and one with nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Final

from vigtool.domain.consent import ConsentState
from vigtool.domain.identifiers import CaseId, ConsentId, MomentId, PackId, PersonId, RecordingId, SessionId
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Role
from vigtool.domain.principles import Wording
from vigtool.domain.purposes import STANDARD_PURPOSES, Purposes
from vigtool.exchange.field_types import LoggedTime
from vigtool.exchange.session_log import (
    Exported,
    ExportKind,
    JournalPosition,
    LoggedConsent,
    LoggedMoment,
    LoggedPicture,
    LoggedPrinciple,
    LoggedTurn,
    LoggedWords,
    Pseudonym,
    SessionLog,
    Shown,
)

EVENING: Final = datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=2)))
CHILD: Final = Pseudonym(PersonId("ch1dch1dch1d"), Role.CHILD, 1)
PARENT: Final = Pseudonym(PersonId("parentparent"), Role.PARENT, 2)
GUIDER: Final = Pseudonym(PersonId("gadergadergn"), Role.PROFESSIONAL, 1)
FILM: Final = RecordingId("f1mf1mf1mf1m")

PICTURE: Final = LoggedPicture(133, LoggedTime.of(Fraction(1001 * 133, 30000)), "9c" * 32, (CHILD,))
FIRST: Final = LoggedMoment(
    moment=MomentId("m0mentm0ment"),
    recording=FILM,
    first_frame=120,
    end_frame=250,
    key_frame=133,
    start=LoggedTime.of(Fraction(1001 * 120, 30000)),
    end=LoggedTime.of(Fraction(1001 * 250, 30000)),
    length=LoggedTime.of(Fraction(1001 * 130, 30000)),
    title="Katse ja hymy",
    note="The child holds up the block.\nThe parent waits, looks, and smiles.",
    principles=(
        LoggedPrinciple(PackId("own"), 3, "pause", Wording("Tauko", "Paus", "A pause")),
        LoggedPrinciple(PackId("strange"), 1, "lost-words", Wording("", "", "")),
    ),
    turns=(
        LoggedTurn(CHILD, TurnKind.INITIATIVE, 120, 160, "holds up the block"),
        LoggedTurn(PARENT, TurnKind.RECEPTION, 160, 200, "looks and smiles"),
        LoggedTurn(PARENT, TurnKind.RESPONSE, 200, 230, "says the colour"),
        LoggedTurn(CHILD, TurnKind.OWN, 230, 250, "laughs"),
    ),
    picture=PICTURE,
)
SECOND: Final = replace(
    FIRST,
    moment=MomentId("secnd0secnd0"),
    start=LoggedTime.of(Fraction(3725)),
    end=LoggedTime.of(Fraction(3725) + Fraction(1001 * 130, 30000)),
    title="",
    note="",
    principles=(),
    turns=(),
    picture=None,
)

FULL: Final = SessionLog(
    vault="vav1tvav1tva",
    case=CaseId("case0case0ca"),
    session=SessionId("sessn0sessn0"),
    held_at=EVENING,
    cycle=2,
    question="How can we find calm at bedtime?",
    present=(PARENT, GUIDER),
    moments=(FIRST, SECOND),
    words="I did not know that she looks at me so often.\nIt feels good to see.",
    heard=(
        LoggedWords(FIRST.moment, PARENT, "She waits for me."),
        LoggedWords(FIRST.moment, None, "Look, there I smile!"),
    ),
    agreed="We turn the lights down together, and wait.",
    next_on=date(2026, 12, 6),
    closing="We looked at two moments. The parent saw how she waits for the child.",
    shown=(
        Shown(EVENING, FILM, FIRST.moment, Purposes.GUIDANCE),
        Shown(EVENING + timedelta(minutes=9), FILM, None, Purposes.SHOWING),
    ),
    exported=(
        Exported(
            EVENING, ExportKind.CLIP, FILM, FIRST.moment, None, Purposes.FAMILY_COPY, "ab" * 32, (PARENT,), (CHILD,)
        ),
        Exported(EVENING, ExportKind.STILL, FILM, None, 133, Purposes.KEEP_LONGER, "0f" * 32, (), ()),
        Exported(EVENING, ExportKind.REEL, FILM, MomentId("e1sewhere000"), None, Purposes.TRAINING, "77" * 32, (), ()),
    ),
    consents=tuple(
        LoggedConsent(
            who=CHILD if number % 2 else PARENT,
            purpose=purpose,
            state=list(ConsentState)[number % 4],
            since=EVENING - timedelta(days=30 + number),
            until=date(2027, 6, 30) if number % 3 == 0 else None,
            consent=ConsentId(f"c0nsentc0n{number:02d}"),
            seq=4 + number,
        )
        for number, purpose in enumerate(STANDARD_PURPOSES)
    ),
    made_at=datetime(2026, 11, 22, 15, 30, 12, tzinfo=UTC),
    journal=JournalPosition(61, "c5" * 32),
)

EMPTY: Final = replace(
    FULL,
    cycle=None,
    question="",
    present=(),
    moments=(),
    words="",
    heard=(),
    agreed="",
    next_on=None,
    closing="",
    shown=(),
    exported=(),
    consents=(),
)
