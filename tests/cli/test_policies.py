"""A policy from the key to the vault, as IT makes it; and what does not count."""

from functools import partial
from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE, Shell
from tests.exchange.sample_policy import policy_text
from vigtool.services.opening import create_workspace


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    ws.close()
    made = QuickShell(tmp_path)
    for version in (3, 4):
        text = policy_text(partial(dict.update, version=version))
        (tmp_path / f"policy{version}.json").write_text(text, "utf-8")
    return made


def test_from_the_key_to_the_vault(shell: Shell) -> None:
    key = shell("policy", "key", "--name", "rannikko.example", "-o", "it.key", "--json").answer["key"]
    assert key.startswith("rannikko.example+")
    signed = shell("policy", "sign", "policy3.json", "--key", "it.key", "-o", "policy.note", "--json")
    assert (signed.code, signed.answer["version"], signed.answer["key"]) == (0, 3, key)
    shown = shell("policy", "show", "--policy", "policy.note", "--json").answer
    assert (shown["organisation"], shown["film_months"], shown["purposes"]) == (
        "Rannikon hyvinvointialue",
        1,
        ["team-learning"],
    )
    placed = str(shell.folder / "policy.note")
    assert shell("policy", "show", "v", "--json").answer["version"] == 0
    assert (
        shell("case", "add", "v", "--name", "one", VIGTOOL_POLICY=placed).code == 0
    )  # every verb that writes takes it over
    assert shell("policy", "show", "v", "--json").answer == shown


def test_a_policy_that_does_not_count_is_told_of_and_the_old_one_holds(shell: Shell) -> None:
    for name in ("it", "other"):
        assert shell("policy", "key", "--name", "rannikko.example", "-o", f"{name}.key").code == 0
    shell("policy", "sign", "policy3.json", "--key", "it.key", "-o", "one.note")
    shell("policy", "sign", "policy4.json", "--key", "other.key", "-o", "other.note")
    assert shell("policy", "adopt", "v", "one.note", "--json").answer["version"] == 3
    placed = shell("case", "add", "v", "--name", "a", "--lang", "en", VIGTOOL_POLICY=str(shell.folder / "other.note"))
    assert (placed.code, "a key that this vault does not know" in placed.messages) == (0, True)
    named = shell("case", "add", "v", "--name", "b", "--json", "--policy", "other.note")
    assert (named.code, named.answer) == (4, {"error": "PolicyOfAnotherKey"})
    broken = shell.folder / "broken.note"
    broken.write_text((shell.folder / "one.note").read_text("utf-8").replace("Rannikon", "Rannikkon"), "utf-8")
    for arguments in (("policy", "show", "--policy", "broken.note"), ("policy", "adopt", "v", "broken.note")):
        said = shell(*arguments, "--json")
        assert (said.code, said.answer) == (5, {"error": "PolicyNotSigned"})
    assert shell("policy", "show", "v", "--json").answer["version"] == 3


def test_keys_are_replaced_by_both_or_by_word_of_mouth(shell: Shell) -> None:
    for name in ("old", "new"):
        assert shell("policy", "key", "--name", f"{name}.example", "-o", f"{name}.key").code == 0
    shell("policy", "sign", "policy3.json", "--key", "old.key", "-o", "one.note")
    both = shell("policy", "sign", "policy4.json", "--key", "new.key", "--key", "old.key", "-o", "two.note", "--json")
    shell("policy", "adopt", "v", "one.note")
    assert shell("policy", "adopt", "v", "two.note", "--json").answer["key"] == both.answer["key"]
    old = shell("policy", "show", "--policy", "one.note", "--json").answer["key"]
    assert shell("policy", "adopt", "v", "one.note", "--key", old, "--json").answer["key"] == old


def test_what_cannot_be_signed(shell: Shell) -> None:
    assert shell("policy", "key", "--name", "it.example", "-o", "it.key").code == 0
    assert shell("policy", "key", "--name", "it.example", "-o", "it.key", "--json").answer == {"error": "CannotWrite"}
    said = shell("policy", "sign", "policy3.json", "--key", "policy3.json", "-o", "x.note", "--json")
    assert (said.code, said.answer) == (4, {"error": "NoSigningKey"})
    bad = shell.folder / "bad.json"
    bad.write_text(policy_text(lambda one: one.update(lock_after_minutes=600)), "utf-8")
    said = shell("policy", "sign", "bad.json", "--key", "it.key", "-o", "x.note", "--lang", "en")
    line = next(n for n, one in enumerate(bad.read_text("utf-8").splitlines(), 1) if "lock_after" in one)
    assert said.code == 5
    assert f"Line {line}: $.lock_after_minutes is not as it should be." in said.messages
    assert not (shell.folder / "x.note").exists()
