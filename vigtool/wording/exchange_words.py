"""Files of other programs, told to people: what they are called, and what one cannot hold."""

from collections.abc import Mapping

from vigtool.exchange.annotations.format_names import Format
from vigtool.exchange.annotations.marked_film import Loss
from vigtool.services.marks_reading import TakenIn
from vigtool.wording.translation import tr


def format_name(format_: Format) -> str:
    """What a format is called, by the program whose it is and what it is good for."""
    return {
        Format.EAF: tr("ELAN"),
        Format.VTT: tr("WebVTT, a chapter for each moment"),
        Format.VTT_CAPTIONS: tr("WebVTT, the turns as captions"),
        Format.BORIS: tr("BORIS project"),
        Format.BORIS_EVENTS: tr("BORIS events"),
        Format.CSV: tr("Table for Excel (CSV)"),
        Format.DATA_CSV: tr("Table for statistics (CSV with a description)"),
        Format.OTIO: tr("Edit list over clips (OpenTimelineIO)"),
        Format.FCP7: tr("Edit list over clips (Final Cut 7 XML)"),
        Format.WEB_ANNOTATION: tr("W3C Web Annotations"),
    }[format_]


def read_format_name(name: str) -> str:
    """What a file turned out to be."""
    return {
        "elan": tr("ELAN"),
        "webvtt": tr("WebVTT"),
        "boris": tr("BORIS"),
        "textgrid": tr("Praat TextGrid"),
        "otio": tr("Edit list over clips (OpenTimelineIO)"),
        "web-annotation": tr("W3C Web Annotations"),
    }.get(name, name)


def loss_words(loss: Loss) -> str:
    """What a format cannot hold, and of how many; a kind that has no words goes by its name."""
    return _with_count(_losses().get(loss.what, loss.what), loss.count)


def left_out_words(left_out: Mapping[str, int]) -> list[str]:
    """What in a file was not understood: in our words where we have any, else as the file's own format calls it."""
    known = _not_understood()
    return [_with_count(known.get(what, what), count) for what, count in left_out.items()]


def not_taken_words(taken: TakenIn) -> list[str]:
    """What of a file has no place in the film or the case."""
    counts = {
        tr("marks after the film's end: {count}"): taken.outside,
        tr("marks cut at the film's end: {count}"): taken.cut,
        tr("parts of moments that are not there: {count}"): taken.loose,
        tr("marks of people who are not of the case: {count}"): sum(taken.strangers.values()),
    }
    return [words.format(count=count) for words, count in counts.items() if count]


def _with_count(what: str, count: int) -> str:
    return tr("{what}: {count}").format(what=what, count=count)


def _losses() -> dict[str, str]:
    return {
        "times": tr("times that were rounded"),
        "title": tr("titles"),
        "note": tr("notes"),
        "question": tr("questions for the review"),
        "star": tr("stars"),
        "key": tr("key frames"),
        "turns": tr("turns"),
        "principles": tr("moments with principles"),
        "overlaps": tr("moments cut where another begins"),
        "moments": tr("moments without a clip beside the file"),
        "helps": tr("links to the helping question"),
        "people": tr("who is in the moment, where that was noted"),
        "wishes": tr("how a moment is to be shown"),
        "shows": tr("which moment is being looked at"),
        "by": tr("words on who answered"),
        "evidence": tr("signed forms"),
        "entity": tr("answers without who answered"),
        "notice": tr("answers without the version of the notice"),
        "basis": tr("answers without a legal basis"),
        "until": tr("answers without a last day"),
        "controller": tr("answers without the organisation"),
    }


def _not_understood() -> dict[str, str]:
    return {
        "observations": tr("observations of other films"),
        "events of other observations": tr("events of other films"),
        "file": tr("further films"),
        "events without time": tr("events without a time"),
        "TIME_SLOT": tr("annotations without a time"),
        "CVE_REF": tr("words of vocabularies outside the file"),
        "EXT_REF": tr("references to other files"),
        "LINKED_FILE_DESCRIPTOR": tr("linked files"),
        "TIME_ORIGIN": tr("films that begin elsewhere than the marks"),
        "UNPAIRED": tr("events without an end"),
        "empty intervals": tr("empty intervals"),
        "header": tr("lines of the header"),
        "NOTE": tr("comments"),
        "unknown element": tr("unknown parts"),
        "Marker": tr("markers on no clip"),
        "Transition": tr("transitions"),
    }
