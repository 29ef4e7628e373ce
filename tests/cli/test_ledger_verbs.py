"""``ledger``, ``supervision note`` and ``log summary``, as scripts run them."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.processes import PASSPHRASE, Shell
from tests.services.casework import found_family
from vigtool.cli.exit_codes import ExitCode
from vigtool.exchange.case_summary import from_json
from vigtool.services.contact_cards import my_card
from vigtool.services.cycles import add_cycle
from vigtool.services.opening import create_workspace
from vigtool.services.reviewing import begin_review, end_review


@dataclass(frozen=True, slots=True)
class Given:
    """A vault with one case, in which one cycle was looked at."""

    shell: Shell
    case: str


@pytest.fixture
def given(tmp_path: Path) -> Given:
    ws, _recovery_key = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    try:
        family = found_family(ws)
        cycle = add_cycle(ws, family.case.id)
        end_review(ws, begin_review(ws, family.case.id, cycle.id), agreed="Odotetaan.")
    finally:
        ws.close()
    return Given(Shell(tmp_path), family.case.id)


def test_supervision_is_noted_and_counted_beside_the_stages(given: Given) -> None:
    noted = given.shell("supervision", "note", "v", "--on", "2026-11-02", "--minutes", "90", "--json")
    assert noted.code == 0, noted.messages
    asked = ("ledger", "v", "--profile", "cycles-6-9-12", "-o", "ledger.pdf", "--json", "--lang", "sv")
    told = given.shell(*asked).answer
    assert (told["cycles"], told["clients"], told["supervision_minutes"]) == (1, 1, 90)
    assert [(one["name"], one["cycles"]) for one in told["stages"]] == [("Steg 1", 6), ("Steg 2", 9), ("Steg 3", 12)]
    assert (given.shell.folder / "ledger.pdf").read_bytes().startswith(b"%PDF")
    taken = ("supervision", "note", "v", "--on", "2026-11-02", "--minutes", "0", "--id", noted.answer["id"], "--json")
    assert given.shell(*taken).code == 0
    assert given.shell("ledger", "v", "--json").answer["supervisions"] == []


def test_supervision_that_was_given_to_a_trainee_is_no_supervision_of_ones_own(given: Given, tmp_path: Path) -> None:
    there, _key = create_workspace(tmp_path / "there", PASSPHRASE, work_factor=1)
    with closing(there):
        (tmp_path / "tiina.vigcontact").write_bytes(my_card(there, "Tiina"))
    trainee = given.shell("contact", "add", "v", "tiina.vigcontact", "--json").answer["id"]
    asked = ("supervision", "note", "v", "--on", "2026-11-02", "--minutes", "45", "--contact", trainee, "--json")
    assert given.shell(*asked).answer["contact"] == trainee
    assert given.shell("ledger", "v", "--json").answer["supervision_minutes"] == 0
    (told,) = given.shell("trainee", "list", "v", "--json").answer
    assert (told["name"], told["supervision_minutes"]) == ("Tiina", 45)
    for name, begin in (("all.csv", "\ufeffDeltagare;"), ("one.PDF", "%PDF")):
        out = ("-o", name, "--contact", trainee, "--profile", "credits-7-11-9", "--lang", "sv", "--json")
        assert given.shell("trainee", "list", "v", *out).answer == [told]
        assert (given.shell.folder / name).read_bytes().startswith(begin.encode())
    refused = given.shell("trainee", "list", "v", "-o", "all.xls", "--lang", "en")
    assert (refused.code, ".csv" in refused.messages) == (ExitCode.USAGE, True)
    assert given.shell("trainee", "list", "v", "--contact", "nobody", "--json").code == ExitCode.USAGE
    unknown = given.shell(*asked[:-2], "nobody000000")
    assert unknown.code == 2


def test_what_cannot_be_is_said(given: Given) -> None:
    long = given.shell("supervision", "note", "v", "--on", "2026-11-02", "--minutes", "2000", "--lang", "en")
    assert (long.code, "0 to take it back" in long.messages) == (2, True)
    (given.shell.folder / "own.json").write_text("{}")
    bad = given.shell("ledger", "v", "--profile", "own.json", "--lang", "en")
    assert (bad.code, "no stages of a training" in bad.messages) == (5, True)


def test_a_case_is_handed_out_in_words(given: Given) -> None:
    told = given.shell("log", "summary", "v", "--case", given.case, "-o", "out", "--json").answer
    summary = from_json(Path(given.shell.folder / told["json"]).read_bytes())
    assert [(one.cycle, one.agreed) for one in summary.sessions] == [(1, "Odotetaan.")]
    assert given.shell("log", "summary", "v", "--case", "abcdefghjkmn", "-o", "out", "--json").code == 2
