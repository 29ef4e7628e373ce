"""What came of an errand: the files, their entries in the journal, and what was verified, in sentences."""

from dataclasses import dataclass
from pathlib import Path

from vigtool.engine.render_results import Checked
from vigtool.services.clips import ClipReport
from vigtool.services.family_copies import CopyReport
from vigtool.services.reels import ReelReport
from vigtool.services.still_cards import CardReport
from vigtool.services.stills import StillReport
from vigtool.wording.translation import tr, trn


@dataclass(frozen=True, slots=True)
class Outcome:
    """``files`` begin with the one that was asked for; ``seqs`` are their entries, none for a receipt.

    ``sealed`` tells whether they open with a passphrase alone.
    """

    files: tuple[Path, ...]
    seqs: tuple[int, ...]
    told: tuple[str, ...]
    sealed: bool = False


def outcome_of(report: object) -> Outcome:
    """What a job's report says. A path alone is a receipt. Raises ``TypeError`` for what no job of these gives."""
    match report:
        case ClipReport():
            beside = () if report.captions is None else (report.captions,)
            told = _verified(report.check)
            return Outcome((report.clip, report.sidecar, *beside), (report.seq,), told)
        case ReelReport():
            beside = () if report.captions is None else (report.captions,)
            return Outcome((report.reel, *beside), report.seqs, _verified(report.check))
        case CopyReport():
            return Outcome(report.files, report.seqs, (_copied(report),), report.sealed)
        case StillReport():
            size = tr("{width} by {height} points").format(width=report.width, height=report.height)
            return Outcome((report.still,), (report.seq,), (size,))
        case CardReport():
            return Outcome((report.card,), (report.seq,), ())
        case Path():
            return Outcome((report,), (), ())
    raise TypeError(type(report).__name__)


def _verified(check: Checked) -> tuple[str, ...]:
    """What the check has looked at; it lets nothing pass in which one of these is not so."""
    count = check.frames
    frames = trn("{count} frame, each at its time", "{count} frames, each at its time", count).format(count=count)
    pictures = tr("The pictures are those of the film.")
    sound = tr("The sound is that of the film.") if check.sound else tr("It has no sound, for the film has none here.")
    return frames, pictures, sound


def _copied(report: CopyReport) -> str:
    count = len(report.sha256)
    if report.sealed:
        return tr("One file that opens with the passphrase.")
    return trn("{count} video, checked against the film.", "{count} videos, checked against the film.", count).format(
        count=count
    )
