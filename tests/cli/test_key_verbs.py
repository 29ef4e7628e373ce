"""``passphrase change``, ``recovery-key replace`` and the users, as scripts call them."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.in_this_process import said_here
from tests.cli.processes import Said
from vigtool.cli.exit_codes import ExitCode
from vigtool.services.opening import create_workspace

FIRST, SECOND, BEAS = "six words that came first", "six words that came second", "words of somebody else"


@dataclass(frozen=True, slots=True)
class Keeper:
    """A vault, its first recovery key, and files with the secrets."""

    folder: Path
    recovery_key: str

    def file(self, secret: str) -> str:
        path = self.folder.parent / f"{abs(hash(secret))}.txt"
        path.write_text(secret + "\n", "utf-8")
        return str(path)

    def __call__(self, *verb: str, by: str = FIRST, new: str | None = None, **options: str) -> Said:
        typed = [word for name, value in options.items() for word in (f"--{name}", value) if word]
        typed += ["--new-passphrase-file", self.file(new)] if new is not None else []
        asked = [*verb, str(self.folder), *typed, "--json", "--lang", "en", "--passphrase-file", self.file(by)]
        return said_here(*asked)

    def opens(self, secret: str) -> bool:
        code = self("user", "list", by=secret).code
        assert code in (ExitCode.DONE, ExitCode.WRONG_SECRET)
        return code == ExitCode.DONE


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    ws, key = create_workspace(tmp_path / "vault", FIRST, work_factor=1)
    ws.close()
    return Keeper(tmp_path / "vault", key)


def test_the_passphrase_is_changed(keeper: Keeper) -> None:
    before = (keeper.folder / "keys").stat().st_mtime_ns
    said = keeper("passphrase", "change", new=SECOND)
    assert said.code == ExitCode.DONE
    assert {**said.answer, "id": ""} == {"id": "", "user": said.answer["id"], "renewed": False, "finished": True}
    assert "Copies of the folder from before" in said.messages
    assert (keeper.opens(FIRST), keeper.opens(SECOND), keeper.opens(keeper.recovery_key)) == (False, True, True)
    assert (keeper.folder / "keys").stat().st_mtime_ns == before
    assert SECOND not in said.out + said.messages


def test_a_known_passphrase_is_changed_with_a_new_key(keeper: Keeper) -> None:
    said = keeper("passphrase", "change", "--renew", new=SECOND)
    assert said.answer["renewed"] is True
    assert (keeper.opens(FIRST), keeper.opens(SECOND)) == (False, True)


def test_nothing_is_changed_by_a_wrong_or_missing_passphrase(keeper: Keeper) -> None:
    assert keeper("passphrase", "change", by=SECOND, new=SECOND).code == ExitCode.WRONG_SECRET
    assert keeper("passphrase", "change", new="").code == ExitCode.WRONG_SECRET
    assert keeper.opens(FIRST)


def test_the_recovery_key_is_replaced(keeper: Keeper) -> None:
    said = keeper("recovery-key", "replace")
    assert said.code == ExitCode.DONE
    new = said.answer["recovery_key"]
    assert (keeper.opens(keeper.recovery_key), keeper.opens(new), keeper.opens(FIRST)) == (False, True, True)
    assert new not in said.messages


def test_users_come_and_go(keeper: Keeper) -> None:
    added = keeper("user", "add", name="Bea", new=BEAS)
    assert added.code == ExitCode.DONE
    bea = added.answer["id"]
    assert keeper("user", "list", by=BEAS).answer == [
        {"id": json.loads((keeper.folder / "vault.json").read_text())["id"], "name": "", "mine": False},
        {"id": bea, "name": "Bea", "mine": True},
    ]
    refused = keeper("user", "remove", by=BEAS, user=bea)
    assert (refused.code, refused.answer) == (ExitCode.USAGE, {"error": "UserStays"})
    assert keeper("user", "remove", user="n0b0dyn0b0dy").code == ExitCode.USAGE
    assert keeper("user", "remove", user=bea).code == ExitCode.DONE
    assert (keeper.opens(BEAS), keeper.opens(FIRST)) == (False, True)


def test_with_the_recovery_key_it_is_said_whose_passphrase(keeper: Keeper) -> None:
    bea = keeper("user", "add", name="Bea", new=BEAS).answer["id"]
    unclear = keeper("passphrase", "change", by=keeper.recovery_key, new=SECOND)
    assert (unclear.code, unclear.answer) == (ExitCode.USAGE, {"error": "UserNotNamed"})
    clear = keeper("passphrase", "change", by=keeper.recovery_key, new=SECOND, user=bea)
    assert (clear.answer["user"], clear.answer["renewed"]) == (bea, True)
    assert (keeper.opens(BEAS), keeper.opens(SECOND), keeper.opens(FIRST)) == (False, True, True)


def test_without_a_new_passphrase_it_says_where_one_can_be_given(keeper: Keeper) -> None:
    said = keeper("user", "add", new="", name="Bea")
    assert (said.code, said.answer["error"]) == (ExitCode.WRONG_SECRET, "NoPassphrase")
    assert "--new-passphrase-file." in said.messages
    assert keeper.opens(FIRST)
