"""What can be wrong with a film, in words."""

from collections.abc import Callable
from typing import Final

from vigtool.engine import errors as engine
from vigtool.media import errors as media
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr


def _not_a_film() -> Sentence:
    return Sentence(tr("This file is not a film."), tr("Choose the film that the camera or phone made."))


def _damaged_film() -> Sentence:
    return Sentence(
        tr("This film was not finished or is damaged, and cannot be read."),
        tr("Copy it from the camera or phone once more; the original is untouched."),
    )


def _no_picture() -> Sentence:
    return Sentence(tr("There is no picture in this file."), tr("Choose a film with moving pictures."))


def _unknown_codec() -> Sentence:
    return Sentence(
        tr("The pictures of this film are of a kind that vigtool does not open."),
        tr("Save it from the camera or phone as MP4 (H.264 or HEVC), and import that."),
    )


def _nothing_decodable() -> Sentence:
    return Sentence(
        tr("Not one picture of this film can be read."),
        tr("Copy it from the camera or phone once more; the original is untouched."),
    )


def _unreachable_frame() -> Sentence:
    return Sentence(tr("This frame of the film is damaged."), tr("Go on with the frames around it."))


def _clip_not_exact() -> Sentence:
    return Sentence(
        tr("The clip was not exactly what it should be, so it was not kept."),
        tr("Try again; if it comes back, the film may be damaged there."),
    )


def _no_sound() -> Sentence:
    return Sentence(tr("This film has no sound."), tr("It can be watched all the same."))


def _speed_without_sound() -> Sentence:
    return Sentence(tr("There is no sound at this speed."), tr("It can be watched all the same."))


def _sound_not_changeable() -> Sentence:
    return Sentence(
        tr("This computer cannot slow down or change voices."),
        tr("Make the clip at full speed and with voices kept or muted, or make it on another computer."),
    )


def _no_frames() -> Sentence:
    return Sentence(tr("There is no frame of the film in this moment."), tr("Set its end after its beginning."))


def _engine_unavailable() -> Sentence:
    return Sentence(
        tr("The part of vigtool that reads films did not start."),
        tr("Start the computer again. If it comes back, a security program may hold it up: ask your IT support."),
    )


def _engine_stopped() -> Sentence:
    return Sentence(
        tr("The film could not be read just now. What you have marked is safe."),
        tr("Try again. If it comes back, copy the film from the camera or phone once more; the original is untouched."),
    )


def _frame_took_too_long() -> Sentence:
    return Sentence(
        tr("This picture took too long to read and was left."),
        tr("Go to another place in the film; the rest of it can be shown."),
    )


def _engine_hung() -> Sentence:
    return Sentence(
        tr("Reading the film took too long and was stopped."),
        tr("Try again when the computer has less to do. If it comes back, the film may be damaged."),
    )


FILM_SENTENCES: Final[dict[type[Exception], Callable[[], Sentence]]] = {
    media.NotAFilm: _not_a_film,
    media.DamagedFilm: _damaged_film,
    media.NoPicture: _no_picture,
    media.NoSuchStream: _no_picture,
    media.UnknownCodec: _unknown_codec,
    media.NothingDecodable: _nothing_decodable,
    media.UnreachableFrame: _unreachable_frame,
    media.FrameTookTooLong: _frame_took_too_long,
    media.ClipNotExact: _clip_not_exact,
    media.NoSound: _no_sound,
    media.SpeedWithoutSound: _speed_without_sound,
    media.NoFrames: _no_frames,
    media.SoundNotChangeable: _sound_not_changeable,
    engine.EngineError: _engine_stopped,
    engine.EngineUnavailable: _engine_unavailable,
    engine.EngineHung: _engine_hung,
}
