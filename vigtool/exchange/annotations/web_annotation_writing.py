"""W3C Web Annotations: a collection with each moment, key frame and turn as an annotation of a stretch of the film.

Source: Web Annotation Data Model (W3C Recommendation, 2017), Media Fragments URI 1.0 for the times. The context is
named by its address, as the recommendation demands; nobody needs to fetch it.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import msgspec

from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, MarkedMoment, MarkedTurn, losses
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch
from vigtool.exchange.annotations.web_annotation_forms import CONTEXT, MEDIA_FRAGMENTS, MICROSECOND, fragment, iri

_LANGUAGES: Final = ("fi", "sv", "en")


def write_web_annotation(film: MarkedFilm) -> bytes:
    """A film's marks as an AnnotationCollection with one page; the film is told by an identifier, not by an address.

    A moment's title, note, question and principles are bodies of it, each with its purpose; a star is the motivation
    "bookmarking". Its key frame and its turns are annotations of their own; they are linked to it.
    """
    items = [one for moment in film.moments for one in _annotations(film, moment)]
    collection: dict[str, Any] = {
        "@context": CONTEXT,
        "id": iri(film.id, "marks"),
        "type": "AnnotationCollection",
        "label": one_line(film.name),
        "total": len(items),
    }
    if items:
        page = {"id": iri(film.id, "marks", "1"), "type": "AnnotationPage", "startIndex": 0, "items": items}
        collection["first"] = page
    return msgspec.json.format(msgspec.json.encode(collection), indent=2) + b"\n"


def web_annotation_losses(film: MarkedFilm) -> tuple[Loss, ...]:
    """Times that are no whole microseconds; all else is held."""
    return losses(film, (), MICROSECOND)


def _annotations(film: MarkedFilm, moment: MarkedMoment) -> Iterator[dict[str, Any]]:
    motivation = ["highlighting", "bookmarking"] if moment.starred else ["highlighting"]
    whole = iri(film.id, moment.id)
    yield _annotation(whole, motivation, list(_about(moment)), _target(film, moment.begin, moment.end))
    linked = {"type": "SpecificResource", "source": whole, "purpose": "linking"}
    key = [_text("identifying", "key"), linked]
    yield _annotation(iri(film.id, moment.id, "key"), ["linking"], key, _target(film, moment.key, moment.key_end))
    for number, turn in enumerate(moment.turns, 1):
        own = iri(film.id, moment.id, "turn", str(number))
        bodies = [*_said(film, turn), linked]
        yield _annotation(own, ["describing"], bodies, _target(film, turn.begin, turn.end))


def _about(moment: MarkedMoment) -> Iterator[dict[str, Any]]:
    texts = {"describing": moment.title, "commenting": moment.note, "questioning": moment.question}
    yield from (_text(purpose, text) for purpose, text in texts.items() if plain(text))
    for one in moment.principles:
        yield _text("classifying", one.id)
        names = {code: one.name.in_language(code) for code in _LANGUAGES}
        yield from (_text("tagging", name, code) for code, name in names.items() if plain(name))


def _said(film: MarkedFilm, turn: MarkedTurn) -> Iterator[dict[str, Any]]:
    yield _text("identifying", turn.kind.value)
    who = {"id": iri(film.id, turn.person), "type": "Person", "name": one_line(film.name_of(turn.person))}
    yield {"type": "SpecificResource", "source": who, "purpose": "identifying"}
    if plain(turn.words):
        yield _text("commenting", turn.words)


def _text(purpose: str, text: str, language: str | None = None) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": purpose, "value": plain(text), "format": "text/plain"}
    return body if language is None else body | {"language": language}


def _target(film: MarkedFilm, begin: Fraction, end: Fraction) -> dict[str, Any]:
    value = fragment(*whole_stretch(begin, end, MICROSECOND))
    return {
        "type": "SpecificResource",
        "source": {"id": iri(film.id), "type": "Video"},
        "selector": {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENTS, "value": value},
    }


def _annotation(own: str, motivation: list[str], body: list[Any], target: dict[str, Any]) -> dict[str, Any]:
    return {"id": own, "type": "Annotation", "motivation": motivation, "body": body, "target": target}
