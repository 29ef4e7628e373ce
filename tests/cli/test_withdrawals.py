"""Withdrawing on the command line: what stops, what had left, and the letter about it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.exchange.pdf_facts import page_texts
from tests.in_process_tasks import run_in_process
from tests.services.casework import found_family
from vigtool.domain.purposes import Purposes
from vigtool.services.clips import export_clip
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace


@dataclass(frozen=True, slots=True)
class Given:
    shell: Shell
    child: str
    parent: str
    film: str
    clip: Path


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder = tmp_path_factory.mktemp("withdrawals")
    ws, _key = create_workspace(folder / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    family = found_family(ws)
    family.answer(Purposes.FAMILY_COPY)
    film = family.film(folder)
    moment = mark_frames(ws, film.id, first=2, end=5)
    export_clip(ws, moment.id, Purposes.FAMILY_COPY, folder / "clip.mp4", to=[family.parent.id])
    ws.close()
    return Given(QuickShell(folder), family.child.id, family.parent.id, film.id, folder / "clip.mp4")


def test_from_the_withdrawal_to_the_letter(given: Given) -> None:
    asked = ("--person", given.child, "--json", "--lang", "en")
    early = given.shell("consent", "letter", "v", *asked, "-o", "letter.pdf")
    assert (early.code, early.answer["error"]) == (2, "NobodyToTell")
    assert not (given.shell.folder / "letter.pdf").exists()
    one = given.shell("consent", "withdraw", "v", *asked, "--purpose", "family-copy", "--by", "äiti").answer
    assert (one["purpose"], one["state"], one["by"]) == ("family-copy", "withdrawn", "äiti")
    assert one["stops"] == {"purposes": ["family-copy"], "recordings": []}
    rest = given.shell("consent", "withdraw", "v", *asked).answer
    assert [done["purpose"] for done in rest["withdrawn"]] == ["guidance"]
    assert rest["stops"] == {"purposes": ["guidance"], "recordings": [given.film]}
    (left,) = rest["left"]
    assert (left["what"], left["purpose"], left["recording"]) == ("clip", "family-copy", given.film)
    assert left["to"] == [{"id": given.parent, "person": "Parent 1"}]
    assert left["sha256"] == [hashlib.sha256(given.clip.read_bytes()).hexdigest()]
    assert left["letter_made"] is None
    letter = given.shell("consent", "letter", "v", *asked, "-o", "letter.pdf").answer
    assert (letter["sheets"], letter["about"]) == (1, [left["entry"]])
    assert "Parent 1" in page_texts((given.shell.folder / "letter.pdf").read_bytes())[0]
    nothing = given.shell("consent", "withdraw", "v", *asked).answer
    assert (nothing["id"], nothing["withdrawn"], nothing["stops"]["recordings"]) == (None, [], [])
    assert nothing["left"][0]["letter_made"] is not None
    refused = given.shell("still", "v", given.film, "--frame", "0", "-o", "x.png", "--purpose", "guidance")
    assert refused.code == 3


def test_somebody_unknown_is_usage(given: Given) -> None:
    assert given.shell("consent", "withdraw", "v", "--person", "nobodynobody").code == 2
    assert given.shell("consent", "letter", "v", "--person", "nobodynobody", "-o", "x.pdf").code == 2
