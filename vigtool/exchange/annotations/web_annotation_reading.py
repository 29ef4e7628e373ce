"""W3C Web Annotations: what is said of stretches of a film, by any program that names them as media fragments.

Source: Web Annotation Data Model (W3C Recommendation, 2017). Read are an annotation, a list of them, a page and a
collection that holds its page; nothing that is only named by its address is fetched, the context neither.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final, TypeAlias

from vigtool.exchange.annotations.errors import FileUnfit, Unfit
from vigtool.exchange.annotations.json_reading import MOST_MARKS, read_json
from vigtool.exchange.annotations.marked_film import FoundMark, FoundMarks
from vigtool.exchange.annotations.web_annotation_forms import CONTEXT, FORMAT, stretch_of

_CONTEXTS: Final = frozenset({CONTEXT, CONTEXT.replace("http:", "https:")})
_HELD: Final = {"describing": "title", "commenting": "note", "identifying": "kind", "tagging": "kind"}
"""In which field of a mark a text of this purpose goes; a mark is of one kind, the first that is named."""

_MOST_THINGS: Final = 5 * MOST_MARKS
"""Targets, selectors and bodies, and annotations that may have no time."""

Stretch: TypeAlias = tuple[Fraction, Fraction | None]


def read_web_annotation(data: bytes) -> FoundMarks:
    """The annotations whose target is a time. Raises ``FileUnfit``.

    A mark is made for each target of an annotation. What is left out is counted by the type of a selector or body, or
    by the purpose of a text; "first" and "next" are pages that are only named.
    """
    found = _Found()
    for one in _annotations(read_json(data, FORMAT, object), found.left_out):
        found.take(one)
        if found.things > _MOST_THINGS or len(found.marks) > MOST_MARKS:
            raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
    if not found.marks and found.left_out["Annotation"]:
        raise FileUnfit(FORMAT, Unfit.NO_TIMES)
    marks = sorted(found.with_keys(), key=lambda one: one.begin)
    return FoundMarks(tuple(marks), dict(sorted(found.left_out.items())))


def _annotations(whole: object, left_out: Counter[str]) -> list[Any]:
    """The annotations in a file, each an object."""
    outer = _list(whole)
    if len(outer) > _MOST_THINGS:
        raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
    if not all(isinstance(one, dict) and _CONTEXTS & {str(at) for at in _list(one.get("@context"))} for one in outer):
        raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT)
    found: list[Any] = []
    for one in outer:
        types = {str(kind) for kind in _list(one.get("type"))}
        pages = _list(one.get("first")) if "AnnotationCollection" in types else [one]
        if not types & {"Annotation", "AnnotationPage", "AnnotationCollection"}:
            raise FileUnfit(FORMAT, Unfit.NOT_THIS_FORMAT)
        for page in pages:
            inner = [page] if "Annotation" in types else _list(page.get("items")) if isinstance(page, dict) else []
            found += (item for item in inner if isinstance(item, dict))
            if len(found) > _MOST_THINGS:
                raise FileUnfit(FORMAT, Unfit.TOO_LARGE)
            if not isinstance(page, dict):
                left_out["first"] += 1
            elif "next" in page:
                left_out["next"] += 1
    return found


@dataclass(slots=True)
class _Found:
    marks: list[FoundMark] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    places: dict[str, int] = field(default_factory=dict)
    """Which mark an annotation became, by its identifier."""
    things: int = 0
    """Targets, selectors and bodies so far."""
    keys: dict[str, Fraction] = field(default_factory=dict)
    """When the key frame of an annotation is, by its identifier."""

    def take(self, annotation: dict[str, Any]) -> None:
        """Make marks of an annotation, or the key frame of another."""
        self.things += sum(len(_list(annotation.get(name))) for name in ("target", "body", "bodyValue"))
        stretches = list(self._stretches(annotation)) if self.things <= _MOST_THINGS else []
        if not stretches:
            self.left_out["Annotation"] += 1
            return
        mark, linked = self._said(annotation)
        if linked and mark.kind == "key":
            self.keys[linked] = stretches[0][0]
            return
        own = annotation.get("id")
        if isinstance(own, str):
            self.places[own] = len(self.marks)
        self.marks += (replace(mark, begin=begin, end=end) for begin, end in stretches)

    def with_keys(self) -> list[FoundMark]:
        """The marks, each with its key frame; a key frame of nothing is a mark of its own."""
        marks = list(self.marks)
        for linked, key in self.keys.items():
            place = self.places.get(linked)
            if place is None:
                marks.append(FoundMark(key, None, kind="key"))
            else:
                marks[place] = replace(marks[place], key=key)
        return marks

    def _stretches(self, annotation: dict[str, Any]) -> Iterator[Stretch]:
        for target in _list(annotation.get("target")):
            if isinstance(target, str):
                yield from self._fragment(target.partition("#")[2])
            elif isinstance(target, dict) and "selector" in target:
                selectors = _list(target["selector"])
                self.things += len(selectors)
                for selector in selectors[:_MOST_THINGS]:
                    yield from self._selected(selector)
            elif isinstance(target, dict):
                yield from self._fragment(str(target.get("id", "")).partition("#")[2])

    def _selected(self, selector: object) -> Iterator[Stretch]:
        match selector:
            case {"type": "FragmentSelector", "value": str(value)}:
                yield from self._fragment(value)
            case {"type": str(kind)}:
                self.left_out[kind] += 1

    def _fragment(self, text: str) -> Iterator[Stretch]:
        stretch = stretch_of(text)
        if stretch is not None:
            yield stretch

    def _said(self, annotation: dict[str, Any]) -> tuple[FoundMark, str]:
        """What the bodies say, as a mark without its time, and the annotation to which it is linked."""
        says: dict[str, list[str]] = {"title": [], "note": [], "kind": [], "person": []}
        linked = ""
        for body in [*_list(annotation.get("body")), *_list(annotation.get("bodyValue"))]:
            match body:
                case str(text):
                    says["note"].append(text)
                case {"source": str(source), "purpose": "linking"}:
                    linked = source
                case {"source": {"type": "Person", "name": str(name)}}:
                    says["person"].append(name)
                case {"value": str(text)}:
                    self._text(str(body.get("purpose", "commenting")), text, says)
                case _:
                    self.left_out["body"] += 1
        title, note, kind, person = ("\n".join(says[name]) for name in ("title", "note", "kind", "person"))
        return FoundMark(Fraction(0), None, title, note, kind, person), linked

    def _text(self, purpose: str, text: str, says: dict[str, list[str]]) -> None:
        if purpose in _HELD and not (_HELD[purpose] == "kind" and says["kind"]):
            says[_HELD[purpose]].append(text)
        else:
            self.left_out[purpose] += 1


def _list(value: object) -> list[Any]:
    """JSON-LD: one value may stand without its list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
