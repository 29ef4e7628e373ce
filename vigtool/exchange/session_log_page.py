"""What stands on the pages of a session log: every text ready in its language, so that the template only lays out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vigtool.domain.identifiers import MomentId, RecordingId
from vigtool.domain.purposes import Purpose
from vigtool.exchange.jpeg_pictures import Jpeg, as_svg
from vigtool.exchange.report_times import day_text, film_time_text, instant_text, length_text
from vigtool.exchange.session_log import Exported, LoggedConsent, LoggedMoment, LoggedTurn, Pseudonym, SessionLog, Shown

_WIDEST: Final = 100
_TALLEST: Final = 80
"""Millimetres of a moment's picture."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a table of facts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads; ``none`` is said instead of it when it has no rows."""

    heading: str
    none: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """Somebody's own words in paragraphs; ``none`` is said when there are none."""

    heading: str
    none: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A moment's picture as an SVG, its sides in millimetres, and what it shows in words; ``below`` stands below it."""

    svg: str
    width: float
    height: float
    alt: str
    below: str


@dataclass(frozen=True, slots=True)
class Card:
    """One moment."""

    number: str
    title: str
    facts: tuple[Fact, ...]
    note: tuple[str, ...]
    heard: tuple[str, ...]
    turns: Table
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that is set, in order of reading."""

    language: str
    title: str
    when: str
    pseudonyms: str
    facts: tuple[Fact, ...]
    question: Prose
    moments_heading: str
    moments_none: str
    moments: tuple[Card, ...]
    words: Prose
    agreed: Prose
    closing: Prose
    shown: Table
    exported: Table
    consents: Table
    unprintable: str
    footer: str
    footer_page: str


def page_of(
    log: SessionLog,
    words: Mapping[str, str],
    language: str,
    printable: Callable[[str], str],
    pictures: Mapping[MomentId, Jpeg],
) -> Page:
    """The pages of a log; ``printable`` makes a text that people typed safe to set."""
    return _Writer(log, words, language, printable, pictures).page()


@dataclass(frozen=True, slots=True)
class _Writer:
    log: SessionLog
    words: Mapping[str, str]
    language: str
    printable: Callable[[str], str]
    pictures: Mapping[MomentId, Jpeg]

    def page(self) -> Page:
        log, words = self.log, self.words
        return Page(
            language=self.language,
            title=words["title"],
            when=instant_text(log.held_at, words),
            pseudonyms=words["note.pseudonyms"],
            facts=self._facts(),
            question=self._prose("question", log.question),
            moments_heading=words["section.moments"],
            moments_none=words["none.moments"],
            moments=tuple(self._card(number, moment) for number, moment in enumerate(log.moments, 1)),
            words=self._prose("words", log.words),
            agreed=self._agreed(),
            closing=self._prose("closing", log.closing),
            shown=self._table("shown", ("when", "what", "purpose"), [self._shown(shown) for shown in log.shown]),
            exported=self._table(
                "exported",
                ("when", "what", "purpose", "whom", "digest"),
                [self._exported(gone) for gone in log.exported],
            ),
            consents=self._table(
                "consents",
                ("who", "purpose", "state", "since", "until", "source"),
                [self._consent(consent) for consent in log.consents],
            ),
            unprintable=words["note.unprintable"] if self._loses_characters() else "",
            footer=f"{words['title']} · {log.session} · {self._position()}",
            footer_page=words["footer.page"],
        )

    def _facts(self) -> tuple[Fact, ...]:
        log, words = self.log, self.words
        cycle = (Fact(words["fact.cycle"], str(log.cycle)),) if log.cycle is not None else ()
        return (
            Fact(words["fact.present"], self._names(log.present) or words["fact.nobody"]),
            *cycle,
            Fact(words["fact.case"], log.case),
            Fact(words["fact.session"], log.session),
            Fact(words["fact.vault"], log.vault),
            Fact(words["fact.made_at"], instant_text(log.made_at, words)),
            Fact(words["fact.journal"], f"{self._position()}\n{log.journal.hash}"),
        )

    def _position(self) -> str:
        return self.words["fact.entry"].format(seq=self.log.journal.seq)

    def _card(self, number: int, moment: LoggedMoment) -> Card:
        words = self.words
        return Card(
            number=words["moment.number"].format(number=number),
            title=" ".join(self.printable(moment.title).split()),
            facts=(
                *self._place(moment),
                Fact(words["moment.recording"], moment.recording),
                *self._principles(moment),
            ),
            note=self._paragraphs(moment.note),
            heard=self._heard(moment.moment),
            turns=Table(
                words["moment.turns"],
                "",
                tuple(words[f"column.{column}"] for column in ("who", "turn", "frames", "description")),
                tuple(self._turn(turn) for turn in moment.turns),
            ),
            picture=self._picture(moment),
        )

    def _picture(self, moment: LoggedMoment) -> Picture | None:
        told, jpeg = moment.picture, self.pictures.get(moment.moment)
        if told is None or jpeg is None:
            return None
        words, scale = self.words, min(_WIDEST / jpeg.width, _TALLEST / jpeg.height)
        return Picture(
            svg=as_svg(jpeg),
            width=jpeg.width * scale,
            height=jpeg.height * scale,
            alt=words["picture.alt"].format(time=film_time_text(told.time, words)),
            below=words["picture.masked"].format(people=self._names(told.masked)) if told.masked else "",
        )

    def _place(self, moment: LoggedMoment) -> tuple[Fact, ...]:
        """Where in its film a moment lies; of an erased film only how long it was."""
        words, length = self.words, length_text(moment.length, self.words)
        if moment.start is None or moment.end is None:
            return (Fact(words["moment.time"], length),)
        start, end = film_time_text(moment.start, words), film_time_text(moment.end, words)
        return (
            Fact(words["moment.time"], words["pattern.span"].format(start=start, end=end, length=length)),
            Fact(words["moment.frames"], _frames(moment, words)),
            Fact(words["moment.key"], str(moment.key_frame)),
        )

    def _principles(self, moment: LoggedMoment) -> tuple[Fact, ...]:
        seen = [self.printable(one.name.in_language(self.language)) or one.item for one in moment.principles]
        return (Fact(self.words["moment.principles"], "\n".join(seen)),) if seen else ()

    def _turn(self, turn: LoggedTurn) -> tuple[str, ...]:
        return (
            self._name(turn.who),
            self.words[f"turn.{turn.kind}"],
            _frames(turn, self.words),
            self.printable(turn.words),
        )

    def _shown(self, shown: Shown) -> tuple[str, ...]:
        what = self._moment(shown.moment) if shown.moment else self._recording(shown.recording)
        return (instant_text(shown.at, self.words), what, self._purpose(shown.purpose))

    def _exported(self, gone: Exported) -> tuple[str, ...]:
        where = self._moment(gone.moment) if gone.moment else self._recording(gone.recording)
        what = f"{self.words[f'export.{gone.kind}']}: {where}"
        if gone.frame is not None:
            what = f"{what}, {self.words['reference.frame'].format(frame=gone.frame)}"
        if gone.masked:
            what = f"{what}; {self.words['masked.people'].format(people=self._names(gone.masked))}"
        whom = self._names(gone.to) or self.words["pattern.nothing"]
        return (instant_text(gone.at, self.words), what, self._purpose(gone.purpose), whom, _halves(gone.sha256))

    def _consent(self, consent: LoggedConsent) -> tuple[str, ...]:
        words = self.words
        return (
            self._name(consent.who),
            self._purpose(consent.purpose),
            words[f"state.{consent.state}"],
            day_text(consent.since, words),
            day_text(consent.until, words) if consent.until else words["pattern.nothing"],
            f"{consent.consent} · {consent.seq}",
        )

    def _name(self, person: Pseudonym) -> str:
        return self.words["pattern.pseudonym"].format(role=self.words[f"role.{person.role}"], number=person.number)

    def _names(self, people: tuple[Pseudonym, ...]) -> str:
        return ", ".join(self._name(person) for person in people)

    def _agreed(self) -> Prose:
        """What was agreed on, and when they meet again."""
        prose, day = self._prose("agreed", self.log.agreed), self.log.next_on
        if day is None:
            return prose
        meeting = self.words["agreed.next"].format(day=day_text(day, self.words))
        return replace(prose, paragraphs=(*prose.paragraphs, meeting))

    def _heard(self, moment_id: MomentId) -> tuple[str, ...]:
        """What was said to a moment, each with who said it."""
        return tuple(
            self.words["pattern.said"].format(
                who=self.words["said.somebody"] if one.who is None else self._name(one.who),
                words=" ".join(self.printable(one.words).split()),
            )
            for one in self.log.heard
            if one.moment == moment_id
        )

    def _purpose(self, purpose: Purpose) -> str:
        """What a purpose is called; one that only a newer catalogue has goes by its id."""
        return self.printable(self.words.get(f"purpose.{purpose}", purpose))

    def _moment(self, moment_id: MomentId) -> str:
        for number, moment in enumerate(self.log.moments, 1):
            if moment.moment == moment_id:
                return self.words["moment.number"].format(number=number)
        return self.words["reference.elsewhere"].format(moment=moment_id)

    def _recording(self, recording: RecordingId) -> str:
        return self.words["reference.recording"].format(recording=recording)

    def _table(self, key: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
        heads = tuple(self.words[f"column.{column}"] for column in columns)
        return Table(self.words[f"section.{key}"], self.words[f"none.{key}"], heads, tuple(rows))

    def _prose(self, key: str, text: str) -> Prose:
        return Prose(self.words[f"section.{key}"], self.words[f"none.{key}"], self._paragraphs(text))

    def _paragraphs(self, text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.printable(text).split("\n") if line.strip())

    def _loses_characters(self) -> bool:
        typed = [self.log.question, self.log.words, self.log.agreed, self.log.closing]
        typed += [one.words for one in self.log.heard]
        for moment in self.log.moments:
            typed += [moment.title, moment.note, *(turn.words for turn in moment.turns)]
            typed += [one.name.in_language(self.language) for one in moment.principles]
        return any(self.printable(text).count("[U+") > text.count("[U+") for text in typed)


def _halves(digest: str) -> str:
    """A digest in two lines of the same width."""
    return f"{digest[:32]}\n{digest[32:]}"


def _frames(piece: LoggedMoment | LoggedTurn, words: Mapping[str, str]) -> str:
    """First and last frame, both included, as people count; of an erased film the sign for nothing."""
    if piece.first_frame is None or piece.end_frame is None:
        return words["pattern.nothing"]
    return words["pattern.frames"].format(first=piece.first_frame, last=piece.end_frame - 1)
