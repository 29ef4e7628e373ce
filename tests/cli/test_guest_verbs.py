"""``package open`` and ``guest``, as scripts run them: a package becomes a guest, and is gone again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.in_process_tasks import run_in_process
from tests.services.casework import found_family
from vigtool.cli.error_codes import exit_code_of
from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.identifiers import CaseId
from vigtool.domain.purposes import Purposes
from vigtool.exchange.packages.errors import ManifestWrong
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact
from vigtool.services.marking import mark_frames
from vigtool.services.opening import create_workspace
from vigtool.services.package_making import make_package
from vigtool.services.supervision_errors import (
    NotAddressed,
    OfGuest,
    PackageExpired,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.services.workspace import Workspace
from vigtool.vault.package import NotAPackage, NotForThisVault, PackageDamaged, PackagePart, SenderUnproved

FILE = "p.vigpackage"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder with a package for the vault ``w``, which knows its sender."""

    def made(name: str) -> Workspace:
        ws, _key = create_workspace(
            tmp_path / name, PASSPHRASE, work_factor=1, clock=lambda: datetime.now(UTC).astimezone()
        )
        ws.run_task = run_in_process
        return ws

    trainee, supervisor = made("v"), made("w")
    family = found_family(trainee)
    film = family.film(tmp_path)
    family.answer(Purposes.SUPERVISION)
    moment = mark_frames(trainee, film.id, first=3, end=9, key=5, title="Hei")
    known = add_contact(trainee, my_card(supervisor, "Työnohjaaja"))
    add_contact(supervisor, my_card(trainee, "Koulutettava"))
    last_day = date.fromordinal(trainee.clock().date().toordinal() + 30)
    make_package(trainee, [moment.id], [known.id], tmp_path / FILE, expires=last_day, questions="Odotinko?")
    trainee.close()
    supervisor.close()
    return QuickShell(tmp_path)


def test_a_package_becomes_a_guest_and_is_gone_again(shell: Shell) -> None:
    said = shell("package", "open", "w", FILE, "--json", "--lang", "fi")
    assert said.code == ExitCode.DONE, said.messages
    guest = said.answer
    assert (guest["days_left"], guest["revealed"], guest["moments"]) == (30, False, 1)
    assert guest["questions"] == "Odotinko?"
    again = shell("package", "open", "w", FILE, "--lang", "en")
    assert (again.code, "taken in before" in again.messages) == (ExitCode.USAGE, True)

    revealed = shell("guest", "reveal", "w", "--case", guest["id"], "--json").answer
    (moment,) = revealed["moments"]
    assert (revealed["own"], moment["from"], moment["to"], moment["key"], moment["title"]) == (0, 0, 6, 2, "Hei")
    assert shell("guest", "list", "w", "--json").answer == [{**guest, "revealed": True}]
    assert shell("erase", "w", "--case", guest["id"], "--reason", "pois").code == ExitCode.REFUSED
    assert shell("guest", "erase", "w", "--due", "--reason", "aika", "-o", "receipts", "--json").answer == []

    gone = shell("guest", "erase", "w", "--case", guest["id"], "--reason", "valmis", "--json")
    assert (gone.code, gone.answer["receipt"], gone.answer["films"]) == (ExitCode.DONE, None, guest["films"])
    (owed,) = shell("guest", "receipts", "w", "--json").answer
    receipt = shell("guest", "receipt", "w", "--package", owed["package"], "-o", "r.vigpackage", "--json")
    assert (receipt.code, receipt.answer["id"]) == (ExitCode.DONE, owed["id"])
    assert (shell.folder / "r.vigpackage").read_bytes().startswith(b"age-encryption.org/v1")
    assert list((shell.folder / "receipts").iterdir()) == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotForThisVault(), ExitCode.WRONG_SECRET),
        (NotAddressed(), ExitCode.WRONG_SECRET),
        (UnknownSender("K", "key"), ExitCode.WRONG_SECRET),
        (SenderDiffers(), ExitCode.WRONG_SECRET),
        (SenderUnproved(), ExitCode.WRONG_SECRET),
        (PackageDamaged(PackagePart.BLOB), ExitCode.DAMAGED),
        (PackageUntrue("$.blobs"), ExitCode.DAMAGED),
        (ManifestWrong("$"), ExitCode.DAMAGED),
        (NotAPackage(), ExitCode.NOT_A_FILM),
        (PackageExpired(date(2026, 3, 9)), ExitCode.REFUSED),
        (OfGuest(CaseId("a" * 12)), ExitCode.REFUSED),
    ],
)
def test_what_scripts_are_told_about_a_refused_package(error: Exception, code: ExitCode) -> None:
    assert exit_code_of(error) is code
