"""A case in words over its cycles: what was asked, looked at, said and agreed on. It names nobody.

It is put together from the logs of the case's sessions (``session_log``), so that the two can never differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from vigtool.exchange import strict_json
from vigtool.exchange.field_types import CaseField, Instant, Ordinal, VaultField
from vigtool.exchange.listing import Listing, Table, listing_pdf, listing_words
from vigtool.exchange.report_setting import settable
from vigtool.exchange.report_times import day_text, instant_text
from vigtool.exchange.session_log import Exported, JournalPosition, LoggedMoment, Pseudonym, SessionLog, renewed

FORMAT: Final = "vigtool-case-summary"
VERSION: Final = 2
"""Version 1 held logs of the version before pictures; it is still read."""
_LOGS_THEN: Final = 3
_REPORT: Final = "case_summary"


@dataclass(frozen=True, slots=True)
class SummedCycle:
    """A cycle of the case; ``question`` is its own helping question, empty while it is the case's."""

    number: Ordinal
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """The document: the cycles in order, the log of each session, the earliest first, and all that left."""

    format: Literal["vigtool-case-summary"] = FORMAT
    version: Literal[2] = VERSION
    vault: VaultField
    case: CaseField
    question: str
    cycles: tuple[SummedCycle, ...]
    sessions: tuple[SessionLog, ...]
    exported: tuple[Exported, ...]
    made_at: Instant
    journal: JournalPosition


def to_json(summary: CaseSummary) -> bytes:
    """The summary as a file's bytes. Raises ``UnreadableDocument`` where a field has no valid form."""
    data = strict_json.encode(summary, FORMAT)
    from_json(data)
    return data


def from_json(data: bytes) -> CaseSummary:
    """The summary in a file's bytes. Raises ``UnreadableDocument`` or ``UnknownVersion``."""
    return strict_json.decode(strict_json.renewed(data, _renewed), CaseSummary, FORMAT, VERSION)


def _renewed(summary: object) -> object:
    """What a summary of the first version would be in this one; its logs were of version 3 all."""
    if not isinstance(summary, dict):
        return summary
    match summary:
        case {"format": "vigtool-case-summary", "version": 1, "sessions": list(logs)} if all(map(_of_then, logs)):
            return summary | {"version": VERSION, "sessions": [renewed(log) for log in logs]}
    return summary


def _of_then(log: object) -> bool:
    return isinstance(log, dict) and log.get("version") == _LOGS_THEN


def summary_pdf(summary: CaseSummary, common: Mapping[str, str], language: str) -> bytes:
    """The summary as pages; ``common`` are those of the session log. Raises ``UnknownLanguage``, ``ReportNotMade``."""
    words = listing_words(_REPORT, language)
    listing = Listing(
        language=language,
        title=words["title"],
        for_whom=words["for_whom"].format(day=day_text(summary.made_at, common)),
        intro=(words["intro"],),
        tables=tuple(_Writer(summary, words, common).tables()),
        page=words["page"],
        footer=words["footer"].format(case=summary.case, seq=summary.journal.seq),
    )
    return listing_pdf(_REPORT, listing, summary.made_at)


@dataclass(frozen=True, slots=True)
class _Writer:
    summary: CaseSummary
    words: Mapping[str, str]
    common: Mapping[str, str]

    def tables(self) -> Iterator[Table]:
        held = self.summary.sessions
        yield self._table("question", list(self._questions()))
        for cycle in self.summary.cycles:
            yield self._cycle(
                self.words["cycle.heading"].format(number=cycle.number),
                [one for one in held if one.cycle == cycle.number],
            )
        numbers = {cycle.number for cycle in self.summary.cycles}
        outside = [one for one in held if one.cycle not in numbers]
        if outside:
            yield self._cycle(self.words["outside.heading"], outside)
        closed = [(instant_text(one.held_at, self.common), settable(one.closing)) for one in held if one.closing]
        yield self._table("closing", closed)
        yield self._table("left", list(self._left()), columns=3)

    def _questions(self) -> Iterator[tuple[str, str]]:
        if self.summary.question:
            yield self.words["question.case"], settable(self.summary.question)
        for cycle in self.summary.cycles:
            if cycle.question:
                yield self.words["question.cycle"].format(number=cycle.number), settable(cycle.question)

    def _cycle(self, heading: str, held: Sequence[SessionLog]) -> Table:
        heads = tuple(self.words[f"cycle.{number}"] for number in range(1, 5))
        return Table(heading, "", heads, tuple(self._session(one) for one in held), self.words["cycle.none"])

    def _session(self, held: SessionLog) -> tuple[str, ...]:
        present = ", ".join(self._name(one) for one in held.present) or self.words["nobody"]
        titles = [settable(one.title) for one in held.moments if one.title]
        looked = [self.words["moments"].format(count=len(held.moments)), *titles]
        agreed = [settable(held.agreed)] if held.agreed else []
        if held.next_on is not None:
            agreed.append(self.words["next"].format(day=day_text(held.next_on, self.common)))
        return (
            f"{instant_text(held.held_at, self.common)}\n{present}",
            "\n".join(looked),
            "\n".join(self._said(held)),
            "\n".join(agreed),
        )

    def _said(self, held: SessionLog) -> Iterator[str]:
        known: dict[str, LoggedMoment] = {one.moment: one for one in held.moments}
        for one in held.heard:
            who = self.common["said.somebody"] if one.who is None else self._name(one.who)
            title = settable(known[one.moment].title) if one.moment in known else ""
            said = self.words["said"].format(who=who, words=settable(" ".join(one.words.split())))
            yield f"{title}: {said}" if title else said
        if held.words:
            yield settable(held.words)

    def _left(self) -> Iterator[tuple[str, str, str]]:
        for gone in self.summary.exported:
            purpose = self.common.get(f"purpose.{gone.purpose}", gone.purpose)
            yield instant_text(gone.at, self.common), self.common[f"export.{gone.kind}"], settable(purpose)

    def _name(self, person: Pseudonym) -> str:
        role = self.common[f"role.{person.role}"]
        return self.common["pattern.pseudonym"].format(role=role, number=person.number)

    def _table(self, key: str, rows: Sequence[tuple[str, ...]], columns: int = 2) -> Table:
        heads = tuple(self.words[f"{key}.{number}"] for number in range(1, columns + 1))
        return Table(self.words[f"{key}.heading"], "", heads, tuple(rows), self.words[f"{key}.none"])
