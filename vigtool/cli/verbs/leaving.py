"""``clip``, ``reel``, ``still``, ``card``, ``copy``, ``receipt`` and ``preset list``."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.secrets import read_secret_of_copy
from vigtool.domain.identifiers import MomentId
from vigtool.domain.presets import Preset
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import PLAIN, CaptionsAs, ClipWish, Pause, film_frames
from vigtool.services import clips, family_copies, presets, receipts, reels, still_cards, stills
from vigtool.services.errors import OutsideClip
from vigtool.services.handovers import More
from vigtool.services.marking import moment
from vigtool.services.outgoing import beside
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language


def clip(options: Namespace, answers: Answers) -> int:
    """Hand out a moment as a clip."""
    with opened(options) as ws:
        way, purpose = _way(ws, options)
        wish = _slow_and_paused(ws, options, _wish(ws, options, options.moment, way))
        report = clips.export_clip(
            ws, options.moment, purpose, options.out, wish=wish, size=_size(options, way), **_more(options)
        )
    answers.one(
        {
            "clip": str(report.clip),
            "sidecar": str(report.sidecar),
            "captions": _named(report.captions),
            "sha256": report.sha256,
            "frames": report.frames,
            "entry": report.seq,
            "verified": report.verified,
        }
    )
    return ExitCode.DONE


def reel(options: Namespace, answers: Answers) -> int:
    """Hand out several moments in one file."""
    with opened(options) as ws:
        way, purpose = _way(ws, options)
        wishes = _wishes(ws, options, options.moments, way)
        report = reels.export_reel(
            ws,
            options.moments,
            purpose,
            options.out,
            wishes=wishes,
            size=_size(options, way),
            **_more(options),
        )
    answers.one(
        {
            "reel": str(report.reel),
            "captions": _named(report.captions),
            "sha256": report.sha256,
            "entries": report.seqs,
            "verified": report.verified,
        }
    )
    return ExitCode.DONE


def still(options: Namespace, answers: Answers) -> int:
    """Hand out one frame as PNG or JPEG."""
    with opened(options) as ws:
        report = stills.export_still(
            ws,
            options.recording,
            frame=options.frame,
            purpose=options.purpose,
            out=options.out,
            **_more(options),
        )
    answers.one(
        {
            "still": str(report.still),
            "frame": report.frame,
            "width": report.width,
            "height": report.height,
            "sha256": report.sha256,
            "entry": report.seq,
        }
    )
    return ExitCode.DONE


def card(options: Namespace, answers: Answers) -> int:
    """Hand out a moment's key frame as a page with words."""
    with opened(options) as ws:
        report = still_cards.export_card(
            ws,
            options.moment,
            options.purpose,
            options.out,
            language(),
            words=options.words,
            **_more(options),
        )
    answers.one(
        {"card": str(report.card), "frame": report.frame, "sha256": report.sha256, "entry": report.seq},
    )
    return ExitCode.DONE


def copy(options: Namespace, answers: Answers) -> int:
    """Hand out moments as a family's own copy."""
    file = options.copy_passphrase_file
    passphrase = None if file is None else read_secret_of_copy(file)
    with opened(options) as ws:
        way = None if options.preset is None else presets.preset(ws, options.preset)
        report = family_copies.make_family_copy(
            ws,
            options.moments,
            options.out,
            passphrase,
            wishes=[_in_the_picture(one) for one in _wishes(ws, options, options.moments, way)],
            size=_size(options, way),
            **_more(options),
        )
    answers.one(
        {
            "files": [str(one) for one in report.files],
            "sealed": report.sealed,
            "sha256": report.sha256,
            "entries": report.seqs,
        }
    )
    return ExitCode.DONE


def receipt(options: Namespace, answers: Answers) -> int:
    """Write a receipt for what was handed out."""
    with opened(options) as ws:
        made = receipts.write_handover_receipt(ws, options.entries, options.out, language())
    answers.one({"receipt": str(made), "json": str(beside(made, ".json"))})
    return ExitCode.DONE


def list_presets(options: Namespace, answers: Answers) -> int:
    """List the presets."""
    with opened(options, read_only=True) as ws:
        answers.many(_preset(one) for one in presets.presets(ws))
    return ExitCode.DONE


def _way(ws: Workspace, options: Namespace) -> tuple[Preset | None, Purpose]:
    if options.preset is None:
        return None, options.purpose
    way = presets.preset(ws, options.preset)
    return way, way.purpose


def _wishes(ws: Workspace, options: Namespace, moments: Sequence[MomentId], way: Preset | None) -> list[ClipWish]:
    return [_wish(ws, options, one, way) for one in moments]


def _wish(ws: Workspace, options: Namespace, moment_id: MomentId, way: Preset | None) -> ClipWish:
    """What is wanted of a moment's clip: the preset's way, but for what was said otherwise."""
    base = PLAIN if way is None else way.wish_for(moment(ws, moment_id))
    said = {name: getattr(options, name) for name in ("freeze", "lead_in", "lead_out", "card")}
    changed: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    if options.captions is not None:
        changed["captions_as"] = CaptionsAs(options.captions)
    if options.speed is not None:
        changed["slow_speed"] = Fraction(options.speed)
    return replace(base, **changed)


def _in_the_picture(wish: ClipWish) -> ClipWish:
    """The words that a preset has in a file beside: a copy has none, and has them in the picture."""
    return replace(wish, captions_as=CaptionsAs.BURNT_IN) if wish.captions_as is CaptionsAs.BESIDE else wish


def _slow_and_paused(ws: Workspace, options: Namespace, wish: ClipWish) -> ClipWish:
    """Raises ``OutsideFilm``, ``EmptySpan``, ``OutsideClip``."""
    shown = moment(ws, options.moment)
    times = frame_times(ws, shown.recording)
    pauses = tuple(Pause(times.tick_of(frame), seconds, words) for frame, seconds, words in options.pause)
    slow = wish.slow if options.slow is None else times.span(*options.slow)
    _demand_in_clip(options, film_frames(shown, times, wish))
    return replace(wish, slow=slow, pauses=pauses)


def _demand_in_clip(options: Namespace, frames: range) -> None:
    asked = [frame for frame, _seconds, _words in options.pause]
    if options.slow is not None:
        first, stop = options.slow
        asked += [first, stop - 1]
    for frame in asked:
        if frame not in frames:
            raise OutsideClip(frame, frames)


def _size(options: Namespace, way: Preset | None) -> tuple[int, int] | None:
    asked: tuple[int, int] | None = options.size
    return way.most if asked is None and way is not None else asked


def _more(options: Namespace) -> More:
    return {"to": options.to, "masked": options.mask, "recipient": options.recipient}


def _named(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _preset(one: Preset) -> Fields:
    code = language()
    return {
        "id": one.id,
        "name": one.name.in_language(code),
        "purpose": one.purpose,
        "says": one.says.in_language(code),
    }
