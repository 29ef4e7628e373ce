"""Exact frames through the engine and from the vault.

Every shared recording is imported, opened in its own confined engine, and asked for the frames of ``bench.corpus``.

    python -m bench.corpus_engine [NAME ...]

The engine gives pictures for the screen, the truth is about decoded ones. So each picture must equal, byte for byte,
what the one colour path makes of the plain file's frame, after that frame was compared with the truth.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.media.corpus import Recording, Truth, asked_frames, recordings, truths
from vigtool.domain.consent import Answer
from vigtool.domain.errors import VigtoolError
from vigtool.domain.identifiers import CaseId
from vigtool.domain.people import Role
from vigtool.domain.purposes import Purposes
from vigtool.engine.film_answers import NotShown, Picture
from vigtool.engine.film_client import EngineFilm
from vigtool.engine.film_messages import Wish
from vigtool.engine.shared_memory import LARGEST
from vigtool.media.film import Film
from vigtool.media.picture import upright
from vigtool.services.cases import add_case
from vigtool.services.consents import record_consent
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace
from vigtool.services.people import add_person
from vigtool.services.recordings import frame_index
from vigtool.services.viewing import view
from vigtool.services.workspace import Workspace

LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Line:
    """One recording: what was asked through the engine and how much of it was right, or why it could not be."""

    name: str
    asked: int = 0
    right: int = 0
    trouble: str = ""

    def __str__(self) -> str:
        return f"{self.name[:60]:60} right {self.right}/{self.asked} {self.trouble}"


def shown(film: EngineFilm, frame: int) -> Picture | NotShown | None:
    """Ask for a frame at its own size, and wait for it."""
    film.want(Wish(frame, LARGEST))
    while (answer := film.answer(LIMIT_S)) is not None:
        if isinstance(answer, NotShown) or (isinstance(answer, Picture) and answer.frame == frame):
            return answer
        if isinstance(answer, Picture):
            answer.release()
    return None


def _line(ws: Workspace, case: CaseId, recording: Recording, found: list[Truth]) -> Line:
    film_id = import_film(ws, recording.path, case).id
    index = frame_index(ws, film_id)
    truth = next(truth for truth in found if truth.stream == index.stream)
    asked, right, trouble = 0, 0, ""
    with (
        recording.path.open("rb") as file,
        Film(file, index) as plain,
        closing(view(ws, film_id).open_engine()) as film,
    ):
        for n in asked_frames(recording.name, len(truth.frames)):
            asked += 1
            answer = shown(film, n)
            if isinstance(answer, Picture):
                true = plain.frame(n)
                right += not truth.faults(true) and bool((answer.pixels == upright(true, LARGEST)).all())
                answer.release()
            else:
                trouble = type(answer.error).__name__ if answer is not None else "no answer"
    return Line(recording.name, asked, right, trouble)


def _lines(folder: Path, names: list[str]) -> Iterator[Line]:
    ws, _key = create_workspace(folder / "vault", "six words for a bench only", work_factor=10)
    case = add_case(ws, "bench")
    record_consent(ws, add_person(ws, case.id, "bench", Role.PARENT).id, Purposes.GUIDANCE, Answer.GIVEN)
    for recording in recordings():
        if names and recording.name not in names:
            continue
        found = truths(recording)
        try:
            if not found:
                import_film(ws, recording.path, case.id)
                yield Line(recording.name, trouble="taken in without a truth")
            else:
                yield _line(ws, case.id, recording, found)
        except VigtoolError as error:
            yield Line(recording.name, trouble=f"refused: {type(error).__name__}")
    ws.close()


def main(names: list[str]) -> None:
    """Print a line for each recording, then the sums."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for line in _lines(Path(folder), names):
            print(line, flush=True)
            lines.append(line)
    asked, right = sum(line.asked for line in lines), sum(line.right for line in lines)
    refused = sum(line.trouble.startswith("refused") for line in lines)
    print(f"recordings {len(lines)}, refused with a typed error {refused}, frames asked {asked}, right {right}")


if __name__ == "__main__":
    main(sys.argv[1:])
