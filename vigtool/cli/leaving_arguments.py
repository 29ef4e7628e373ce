"""The grammar of the verbs by which pictures leave: ``clip``, ``reel``, ``still``, ``card``, ``copy``, ``receipt``."""

import argparse
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vigtool.cli.argument_types import ids, short_time, size, words
from vigtool.cli.secrets import COPY_OPTION
from vigtool.cli.verbs import leaving
from vigtool.domain.purposes import Purpose
from vigtool.domain.renditions import JPEG, SPEEDS, CaptionsAs
from vigtool.wording.translation import tr

if TYPE_CHECKING:
    from vigtool.cli.arguments import Grammar


PICTURES: Final = JPEG | {".png"}
"""Endings of a still's name: another one would tell of a picture that it is not."""


def add_leaving_verbs(grammar: "Grammar") -> None:
    """Add them."""
    _clip(grammar.plain("clip", leaving.clip, tr("hand out a moment as a verified clip")))
    reel = grammar.plain("reel", leaving.reel, tr("hand out several moments in one file"))
    reel.add_argument("--moments", required=True, type=ids, metavar="ID,…", help=tr("in their order"))
    _wished(reel)
    _leaves(reel, "FILE.mp4", preset=True)
    still = grammar.plain("still", leaving.still, tr("hand out one frame as PNG or JPEG"))
    still.add_argument("recording", type=words, metavar="RECORDING")
    still.add_argument("--frame", required=True, type=int, metavar="N", help=tr("from 0, in presentation order"))
    _leaves(still, "FILE.png|.jpg", _picture)
    card = grammar.plain("card", leaving.card, tr("hand out a moment's key frame as a page with words"))
    card.add_argument("--moment", required=True, type=words, metavar="ID")
    card.add_argument(
        "--words", type=words, action="append", metavar="TEXT", help=tr("the words (default: what clients said to it)")
    )
    _leaves(card, "FILE.pdf")
    _copy(grammar.plain("copy", leaving.copy, tr("hand out moments as a family's own copy")))
    receipt = grammar.plain("receipt", leaving.receipt, tr("write a receipt for what was handed out"))
    receipt.add_argument("--entries", required=True, type=_numbers, metavar="N,…", help=tr("its entries in the log"))
    receipt.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.pdf")
    presets = grammar.group("preset", tr("ways of handing out, named by what they are for"))
    grammar.verb(presets, "list", leaving.list_presets, tr("list the presets"))


def _clip(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--moment", required=True, type=words, metavar="ID")
    parser.add_argument("--slow", type=_frames, metavar="N-N", help=tr("frames that run slowly, the last not included"))
    parser.add_argument(
        "--pause",
        action="append",
        default=[],
        type=_pause,
        metavar="N:SECONDS[:TEXT]",
        help=tr("stand still at a frame, with words"),
    )
    _wished(parser)
    _leaves(parser, "FILE.mp4", preset=True)


def _copy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--moments", required=True, type=ids, metavar="ID,…", help=tr("in their order"))
    parser.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER|FILE.age")
    parser.add_argument(
        COPY_OPTION,
        type=Path,
        metavar="F",
        help=tr("seal it in one file under the passphrase in this one"),
    )
    _wished(parser, beside=False)
    parser.add_argument("--preset", type=words, metavar="NAME", help=tr("how it is made (preset list)"))
    _gets(parser)


def _wished(parser: argparse.ArgumentParser, *, beside: bool = True) -> None:
    speeds = [str(one) for one in SPEEDS[1:]]
    parser.add_argument("--speed", choices=speeds, help=tr("how fast a slow part runs (default: 1/2)"))
    for name, about in (
        ("--freeze", tr("seconds that the key frame stands")),
        ("--lead-in", tr("seconds of film before it")),
        ("--lead-out", tr("seconds of film after it")),
        ("--card", tr("seconds that a title stands before it")),
    ):
        parser.add_argument(name, type=short_time, metavar="SECONDS", help=about)
    captions = [one.value for one in CaptionsAs if beside or one is not CaptionsAs.BESIDE]
    parser.add_argument("--captions", choices=captions, help=tr("where the words of its turns go"))
    parser.add_argument("--size", type=size, metavar="WxH", help=tr("its largest size in pixels"))


def _leaves(
    parser: argparse.ArgumentParser, form: str, file: Callable[[str], Path] = Path, *, preset: bool = False
) -> None:
    if preset:
        what_for = parser.add_mutually_exclusive_group(required=True)
        what_for.add_argument("--preset", type=words, metavar="NAME", help=tr("how and what for (preset list)"))
        what_for.add_argument("--purpose", type=_purpose, metavar="NAME")
    else:
        parser.add_argument("--purpose", required=True, type=_purpose, metavar="NAME")
    parser.add_argument("-o", "--out", required=True, type=file, metavar=form)
    _gets(parser)


def _gets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=ids, default=[], metavar="ID,…", help=tr("who gets it"))
    parser.add_argument("--recipient", type=words, default="", metavar="TEXT", help=tr("who else gets it, in words"))
    parser.add_argument("--mask", type=ids, default=[], metavar="ID,…", help=tr("who is covered in it"))


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in PICTURES:
        raise ValueError
    return path


def _purpose(text: str) -> Purpose:
    return Purpose(words(text))


def _pause(text: str) -> tuple[int, Fraction, str]:
    frame, typed, *said = words(text).split(":", 2)
    length = short_time(typed)
    if not length:
        raise ValueError
    return int(frame), length, "".join(said)


def _frames(text: str) -> tuple[int, int]:
    first, stop = map(int, text.split("-"))
    return first, stop


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]
