"""``demo``: the whole work on a film, from an empty vault to a verified clip and a session log."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.progress import ignore_progress
from vigtool.media.demo_film import draw_demo_film
from vigtool.services.demo_case import DemoCase, DemoFilm, act_out
from vigtool.services.opening import create_workspace
from vigtool.services.outgoing import writing_to
from vigtool.services.passphrases import offered_passphrase
from vigtool.wording.demo_words import demo_words
from vigtool.wording.translation import language

FOLDER: Final = Path("vigtool-demo")


class DemoStage(Protocol):
    """The window, as far as the demo needs it; the command line itself knows no window."""

    def has_display(self) -> bool:
        """Tell whether a window could be seen by somebody."""

    def pictures(self, vault: Path, secret: str, folder: Path, language: str) -> list[Path]:
        """Lead the window through the vault where nobody sees it, and keep pictures of its pages."""

    def open(self, vault: Path, secret: str, language: str) -> int:
        """Open the window on the vault; return its exit code when it is closed."""


def demo(options: Namespace, answers: Answers) -> int:
    """Act it out; then open the window on it, where there is a display and no script that waits for the answer."""
    stage: DemoStage = options.stage
    folder = _fresh(options.out or FOLDER)
    vault, secret = folder / "vault", offered_passphrase(language())
    did: list[str] = []

    def tell(key: str) -> None:
        did.append(demo_words(key))
        answers.say(did[-1])

    tell("demo.step.vault")
    ws, _recovery_key = create_workspace(vault, secret)
    try:
        films = [DemoFilm(file, told=False) for file in options.files] or [_drawn(folder, tell)]
        made = act_out(ws, films, folder, words=demo_words, language=language(), tell=tell, progress=ignore_progress)
    finally:
        ws.close()
    if stage.has_display() and not options.json and options.out is None:
        answers.one(_answer(vault, secret, did, made, []))
        return stage.open(vault, secret, language())
    tell("demo.step.pictures")
    pictures = stage.pictures(vault, secret, folder / "screenshots", language())
    answers.one(_answer(vault, secret, did, made, pictures))
    return ExitCode.DONE


def _fresh(folder: Path) -> Path:
    """The folder if nothing is in it yet, else the first free ``run-N`` in it: a demo never writes over anything.

    Raises ``CannotWrite``, ``NoSpace``.
    """
    chosen, number = folder, 1
    with writing_to(folder):
        while chosen.exists() and any(chosen.iterdir()):
            number += 1
            chosen = folder / f"run-{number}"
        chosen.mkdir(parents=True, exist_ok=True)
    return chosen.absolute()


def _drawn(folder: Path, tell: Callable[[str], None]) -> DemoFilm:
    tell("demo.step.film")
    film = folder / "demo-film.mp4"
    draw_demo_film(film)
    return DemoFilm(film, told=True)


def _answer(vault: Path, secret: str, did: Sequence[str], made: DemoCase, pictures: Sequence[Path]) -> Fields:
    return {
        "did": list(did),
        "vault": str(vault),
        "passphrase": secret,
        "recordings": [film.id for film in made.films],
        "moments": [moment.id for moment in made.moments],
        "refused": made.refusals,
        "clip": str(made.clip.clip) if made.clip else None,
        "verified": made.clip.verified if made.clip else None,
        "sidecar": str(made.clip.sidecar) if made.clip else None,
        "still": str(made.still.still) if made.still else None,
        "log": {"pdf": str(made.log.pdf), "json": str(made.log.json)} if made.log else None,
        "screenshots": [str(picture) for picture in pictures],
    }
