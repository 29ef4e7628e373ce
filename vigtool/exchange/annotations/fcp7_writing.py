"""Final Cut Pro 7 XML (``xmeml`` version 5) over exported clips: what older cutting programs open.

Source: Apple, Final Cut Pro 7 XML Interchange Format. All times are whole frames of an integer ``timebase``, of which
1000/1001 are meant where ``ntsc`` is TRUE. The document type is named, as is the custom, without declaring anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from vigtool.exchange.annotations.clips_on_disk import ClipOnDisk, LaidClip, laid_out, losses_of_layout
from vigtool.exchange.annotations.marked_film import TIMES, Loss, MarkedFilm, MarkedMoment, times_of
from vigtool.exchange.annotations.plain_text import one_line, plain, whole_stretch

_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n'
_NTSC: Final = Fraction(1000, 1001)
_SMOOTHEST: Final = 60
"""Frames per second for a film whose frames vary: the finest that all of these programs know."""


def write_fcp7(film: MarkedFilm, clips: Iterable[ClipOnDisk], language: str = "en") -> bytes:
    """The clips of a film's moments as a sequence, in the order of the film; names of principles in ``language``.

    A clip refers to its file by relative URL. Its note is the log note, its question and principles are its first and
    second master comment, its star the mark "good".
    """
    rate = _Rate.of(film)
    document = Element("xmeml", version="5")
    sequence = SubElement(document, "sequence", id=f"film-{film.id}")
    _put(sequence, "name", one_line(film.name))
    duration = _put(sequence, "duration", "0")
    rate.put_in(sequence)
    track = SubElement(SubElement(SubElement(sequence, "media"), "video"), "track")
    at = 0
    for number, laid in enumerate(laid_out(film, clips), 1):
        item = _ClipItem(film, laid, rate, number, language)
        item.put_in(track, at)
        at += item.length
    duration.text = str(at)
    indent(document)
    text: bytes = tostring(document, "utf-8")
    return _HEAD + text + b"\n"


def fcp7_losses(film: MarkedFilm, clips: Iterable[ClipOnDisk]) -> tuple[Loss, ...]:
    """What the edit list does not hold: moments without a clip, what lies outside its clip, times that are rounded."""
    laid, step = laid_out(film, clips), _Rate.of(film).step
    times = [at - one.clip.begin for one in laid for at in (one.clip.end, *times_of(one.moment))]
    uneven = sum((at / step).denominator != 1 for at in times)
    return (*losses_of_layout(film, laid), *((Loss(TIMES, uneven),) if uneven else ()))


@dataclass(frozen=True, slots=True)
class _Rate:
    timebase: int
    ntsc: bool

    @classmethod
    def of(cls, film: MarkedFilm) -> "_Rate":
        """The film's own rate, or the nearest that the format has."""
        rate = 1 / film.frame if film.frame else Fraction(_SMOOTHEST)
        ntsc = rate / _NTSC
        if ntsc.denominator == 1:
            return cls(int(ntsc), ntsc=True)
        return cls(max(round(rate), 1), ntsc=False)

    @property
    def step(self) -> Fraction:
        """The length of a frame in seconds."""
        return Fraction(1, self.timebase) / (_NTSC if self.ntsc else 1)

    def put_in(self, parent: Element) -> None:
        rate = SubElement(parent, "rate")
        _put(rate, "timebase", str(self.timebase))
        _put(rate, "ntsc", "TRUE" if self.ntsc else "FALSE")


@dataclass(frozen=True, slots=True)
class _ClipItem:
    film: MarkedFilm
    laid: LaidClip
    rate: _Rate
    number: int
    language: str

    @property
    def length(self) -> int:
        """In frames, at least one."""
        return whole_stretch(Fraction(0), self.laid.clip.end - self.laid.clip.begin, self.rate.step)[1]

    def put_in(self, track: Element, at: int) -> None:
        clip, moment = self.laid.clip, self.laid.moment
        item = SubElement(track, "clipitem", id=f"clip-{self.number}-{clip.moment}")
        _put(item, "name", one_line(moment.title) or clip.moment)
        _put(item, "duration", str(self.length))
        self.rate.put_in(item)
        for name, frame in (("start", at), ("end", at + self.length), ("in", 0), ("out", self.length)):
            _put(item, name, str(frame))
        self._put_file(item)
        self._put_words(item, moment)
        self._put_markers(item)

    def _put_file(self, item: Element) -> None:
        clip = self.laid.clip
        file = SubElement(item, "file", id=f"file-{self.number}-{clip.moment}")
        _put(file, "name", plain(clip.file_name))
        _put(file, "pathurl", clip.url)
        self.rate.put_in(file)
        _put(file, "duration", str(self.length))
        SubElement(SubElement(file, "media"), "video")

    def _put_words(self, item: Element, moment: MarkedMoment) -> None:
        logged = SubElement(item, "logginginfo")
        _put(logged, "lognote", plain(moment.note))
        _put(logged, "good", "TRUE" if moment.starred else "FALSE")
        principles = [f"{one.name.in_language(self.language)} ({one.id})".strip() for one in moment.principles]
        comments = SubElement(item, "comments")
        _put(comments, "mastercomment1", plain(moment.question))
        _put(comments, "mastercomment2", plain("; ".join(principles)))

    def _put_markers(self, item: Element) -> None:
        moment = self.laid.moment
        part = self.laid.part(moment.begin, moment.end)
        if self.laid.is_wider and part is not None:
            self._put_marker(item, "Moment", moment.note, part)
        if self.laid.shows_key:
            key = moment.key - self.laid.clip.begin
            self._put_marker(item, "Key frame", moment.note, (key, key))
        for turn, stretch in self.laid.turns():
            name = f"{one_line(self.film.name_of(turn.person))}: {turn.kind.value}"
            self._put_marker(item, name, turn.words, stretch)

    def _put_marker(self, item: Element, name: str, comment: str, stretch: tuple[Fraction, Fraction]) -> None:
        begin, end = whole_stretch(*stretch, self.rate.step)
        marker = SubElement(item, "marker")
        _put(marker, "comment", plain(comment))
        _put(marker, "name", name)
        _put(marker, "in", str(begin))
        # A marker of one picture has no out point, which is written as -1.
        _put(marker, "out", str(end) if stretch[0] < stretch[1] else "-1")


def _put(parent: Element, name: str, text: str) -> Element:
    child = SubElement(parent, name)
    child.text = text
    return child
