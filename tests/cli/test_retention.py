"""The two clocks from the command line: a case ends, films come due, are kept longer, are frozen."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import Family, found_family
from vigtool.domain.cases import Recording
from vigtool.domain.purposes import Purposes
from vigtool.domain.retention import months_later
from vigtool.services.opening import create_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return QuickShell(tmp_path)


@pytest.fixture
def film(shell: Shell) -> Recording:
    """In a case on which nobody has worked for a hundred days."""
    long_ago = datetime.now(UTC).astimezone() - timedelta(days=100)
    ws, _ = create_workspace(shell.folder / "v", PASSPHRASE, work_factor=1, clock=lambda: long_ago)
    ws.run_task = run_in_process
    family: Family = found_family(ws)
    made = family.film(shell.folder)
    family.answer(Purposes.KEEP_LONGER)
    ws.close()
    return made


def test_from_the_end_of_a_case_to_what_is_due(shell: Shell, film: Recording) -> None:
    (asked,) = shell("due", "v", "--json").answer
    assert (asked["what"], asked["recording"], asked["stage"], asked["begun"]) == (
        "film",
        film.id,
        "asking",
        "activity",
    )
    ended = date.today() - timedelta(days=90)  # noqa: DTZ011 - the user's own day, as the program takes it
    said = shell("case", "end", "v", "--case", film.case, "--on", ended.isoformat(), "--json")
    assert said.answer == {"case": film.case, "ended_on": ended.isoformat()}
    (due,) = shell("due", "v", "--json").answer
    assert (due["stage"], due["until"], due["since"]) == (
        "due",
        months_later(ended, 2).isoformat(),
        ended.isoformat(),
    )
    every = shell("due", "v", "--case", film.case, "--json").answer
    assert [(one["what"], one["stage"]) for one in every] == [("film", "due"), ("log", "kept")]
    assert every[1]["until"] == months_later(ended, 360).isoformat()
    assert shell("case", "end", "v", "--case", film.case, "--goes-on", "--json").answer["ended_on"] is None
    assert shell("due", "v", "--json").answer == []  # the case was worked on just now


def test_a_film_is_kept_longer_and_frozen_and_thawed(shell: Shell, film: Recording) -> None:
    until = (date.today() + timedelta(days=200)).isoformat()  # noqa: DTZ011 - as above
    kept = shell("keep-longer", "v", "--recording", film.id, "--until", until, "--reason", "a course", "--json")
    assert (kept.code, kept.answer["until"], kept.answer["reason"]) == (0, until, "a course")
    frozen = shell("freeze", "v", "--recording", film.id, "--reason", "a dispute", "--json")
    assert frozen.answer == [{"recording": film.id, "frozen": True, "reason": "a dispute"}]
    still = shell("still", "v", film.id, "--frame", "0", "--purpose", "guidance", "-o", "a.png", "--lang", "en")
    assert (still.code, "The film is frozen" in still.messages) == (3, True)
    thawed = shell("thaw", "v", "--case", film.case, "--reason", "settled", "--json")
    assert thawed.answer == [{"recording": film.id, "frozen": False, "reason": ""}]


def test_what_is_not_done(shell: Shell, film: Recording) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011 - as above
    for arguments, error in (
        (("case", "end", "v", "--case", film.case, "--on", tomorrow), "EndsLater"),
        (("keep-longer", "v", "--recording", film.id, "--until", "2000-01-01", "--reason", "x"), "KeptTooShort"),
        (("freeze", "v", "--recording", film.id, "--reason", " "), "ReasonMissing"),
    ):
        said = shell(*arguments, "--json")
        assert (said.code, said.answer) == (2, {"error": error})
    assert shell("freeze", "v", "--recording", film.id, "--case", film.case, "--reason", "x").code == 2
