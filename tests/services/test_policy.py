"""A policy that IT places: taken over when it is signed as it should be, otherwise refused while the old one holds."""

import os
from pathlib import Path

import pytest

from tests.exchange.sample_policy import policy_text
from tests.services.casework import PASSPHRASE, Family, SetClock, happened, last_event
from vigtool.domain.accountability import PolicyAdopted
from vigtool.domain.consent import Answer
from vigtool.domain.policy import BUILT_IN
from vigtool.domain.purposes import Purposes
from vigtool.exchange.errors import UnknownVersion
from vigtool.exchange.policy import MOST_BYTES, BadPolicy, to_be_signed
from vigtool.services import policy as policies
from vigtool.services.consents import record_consent
from vigtool.services.errors import CannotWrite, FileUnreadable
from vigtool.services.opening import open_workspace
from vigtool.services.policy import (
    VARIABLE,
    PolicyNotSigned,
    PolicyOfAnotherKey,
    PolicyOutdated,
    adopt,
    adopt_placed,
    checked_note,
    held_policy,
    placed_policy,
    policy,
    read_note,
)
from vigtool.services.policy_signing import NoSigningKey, make_key, read_key, sign_policy, write_policy
from vigtool.services.retention import clocks, end_case
from vigtool.services.workspace import Workspace
from vigtool.vault.log import SigningKey

IT = SigningKey("rannikko.example", bytes(range(32)))
NEXT = SigningKey("rannikko.example/2", bytes(range(1, 33)))
STRANGER = SigningKey("rannikko.example", bytes(range(2, 34)))


def signed(version: int, *keys: SigningKey) -> str:
    return sign_policy(policy_text(lambda one: one.update(version=version)), keys or [IT])


def adopted(ws: Workspace) -> list[PolicyAdopted]:
    return [event for _, event in happened(ws) if isinstance(event, PolicyAdopted)]


def test_without_a_policy_the_built_in_one_holds(ws: Workspace) -> None:
    assert policy(ws) == BUILT_IN
    assert held_policy(ws).key == ""
    assert BUILT_IN.terms.film_months == 2
    assert BUILT_IN.terms.log_years == 30


def test_the_first_policy_brings_its_key_and_holds_from_then_on(ws: Workspace, clock: SetClock, family: Family) -> None:
    end_case(ws, family.case.id, clock.now.date())
    found = adopt(ws, signed(3))
    assert found is not None
    assert last_event(ws) == PolicyAdopted(signed(3), str(IT.verifier))
    assert policy(ws) == found
    assert clocks(ws, family.case.id).log.until.year == clock.now.year + 12
    ws.close()
    later = open_workspace(ws.folder, PASSPHRASE, clock=clock)
    assert held_policy(later).policy == found
    assert held_policy(later).key == str(IT.verifier)
    later.close()


def test_a_policy_that_holds_already_is_not_taken_over_again(ws: Workspace) -> None:
    adopt(ws, signed(3))
    assert adopt(ws, signed(3)) is None
    assert len(adopted(ws)) == 1
    assert adopt(ws, signed(4)) is not None
    assert [one.key for one in adopted(ws)] == [str(IT.verifier)] * 2


def refused(ws: Workspace, note: str, why: type[Exception]) -> None:
    before = held_policy(ws)
    with pytest.raises(why):
        adopt(ws, note)
    assert held_policy(ws) == before


def test_a_policy_of_another_key_is_refused_and_the_old_one_holds(ws: Workspace) -> None:
    adopt(ws, signed(3))
    refused(ws, signed(4, NEXT), PolicyOfAnotherKey)
    refused(ws, signed(4, STRANGER), PolicyOfAnotherKey)
    assert len(adopted(ws)) == 1


def test_a_broken_signature_is_refused_from_the_first(ws: Workspace) -> None:
    note = signed(3)
    refused(ws, note.replace('"film_months": 1', '"film_months": 9'), PolicyNotSigned)
    refused(ws, signed(3, NEXT).replace(str(NEXT.verifier), str(IT.verifier)), PolicyNotSigned)
    refused(ws, note[:-6] + "AAAA=\n", PolicyNotSigned)
    refused(ws, policy_text(), PolicyNotSigned)
    refused(ws, IT.sign(policy_text() + "\n"), PolicyNotSigned)  # it names no key
    adopt(ws, note)
    refused(ws, signed(4).replace('"film_months": 1', '"film_months": 9'), PolicyNotSigned)


def test_an_older_policy_of_the_same_key_does_not_come_back(ws: Workspace) -> None:
    adopt(ws, signed(3))
    adopt(ws, signed(5))
    refused(ws, signed(3), PolicyOutdated)
    refused(ws, signed(4), PolicyOutdated)
    other = sign_policy(policy_text(lambda one: one.update(version=5, lock_after_minutes=60)), [IT])
    refused(ws, other, PolicyOutdated)


def test_a_key_is_replaced_by_a_policy_that_both_sign(ws: Workspace) -> None:
    adopt(ws, signed(3))
    assert adopt(ws, signed(4, NEXT, IT)) is not None
    assert held_policy(ws).key == str(NEXT.verifier)
    refused(ws, signed(5), PolicyOfAnotherKey)
    assert adopt(ws, signed(5, NEXT)) is not None


def test_a_lost_key_is_replaced_by_one_that_was_told_by_another_way(ws: Workspace) -> None:
    adopt(ws, signed(3))
    with pytest.raises(PolicyOfAnotherKey):
        adopt(ws, signed(1, NEXT), trusted=STRANGER.verifier)
    assert adopt(ws, signed(1, NEXT), trusted=NEXT.verifier) is not None
    assert held_policy(ws).key == str(NEXT.verifier)


def test_a_signed_text_that_is_no_policy(ws: Workspace) -> None:
    text = to_be_signed(policy_text(), str(IT.verifier))
    refused(ws, IT.sign(text.replace('"film_months": 1', '"film_months": -1')), BadPolicy)
    refused(ws, IT.sign(text.replace('"format_version": 1', '"format_version": 2')), UnknownVersion)


def test_a_policy_that_only_a_newer_program_reads_keeps_nobody_from_the_vault(ws: Workspace, family: Family) -> None:
    newer = policy_text(lambda one: one.update(version=5, format_version=2)) + "\n"
    ws.record(PolicyAdopted(IT.sign(newer), str(IT.verifier)))
    held = held_policy(ws)
    assert (held.policy, held.key, type(held.unread)) == (BUILT_IN, str(IT.verifier), UnknownVersion)
    record_consent(ws, family.child.id, Purposes.GUIDANCE, Answer.GIVEN)
    with pytest.raises(PolicyOutdated):
        adopt(ws, signed(5))
    with pytest.raises(PolicyOfAnotherKey):
        adopt(ws, signed(6, STRANGER))
    assert adopt(ws, signed(6)) == policy(ws)
    assert held_policy(ws).unread is None


def test_where_a_policy_is_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, chosen, named = (tmp_path / name for name in ("usual", "chosen", "named"))
    monkeypatch.setattr(policies, "site_config_path", lambda *_name, **_more: usual)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert placed_policy() is None
    usual.mkdir()
    (usual / "policy.note").write_text(signed(1))
    assert placed_policy() == usual / "policy.note"
    monkeypatch.setenv(VARIABLE, str(chosen))
    assert placed_policy() == chosen
    assert placed_policy(named) == named


def test_a_placed_policy_is_taken_over(ws: Workspace, clock: SetClock, tmp_path: Path) -> None:
    place = tmp_path / "policy.note"
    with pytest.raises(FileUnreadable):
        adopt_placed(ws, place)
    write_policy(place, signed(3))
    assert place.stat().st_mode & 0o777 == 0o644
    found = adopt_placed(ws, place)
    assert found == policy(ws)
    assert adopt_placed(ws, place) is None
    ws.close()
    looking = open_workspace(ws.folder, PASSPHRASE, clock=clock, read_only=True)
    write_policy(place, signed(4))
    assert adopt_placed(looking, place) is None
    assert policy(looking) == found
    looking.close()


def test_what_cannot_be_a_policys_file(tmp_path: Path) -> None:
    place = tmp_path / "policy.note"
    for data in (b"\xff\xfe", b"x" * (MOST_BYTES + 1)):
        place.write_bytes(data)
        with pytest.raises(PolicyNotSigned):
            read_note(place)
    for nowhere in (tmp_path, tmp_path / "no\0where"):
        with pytest.raises(FileUnreadable):
            read_note(nowhere)


def test_a_policy_can_be_looked_at_without_a_vault() -> None:
    found = checked_note(signed(3))
    assert (found.policy.version, found.key) == (3, str(IT.verifier))
    with pytest.raises(PolicyNotSigned):
        checked_note(signed(3).replace("Rannikon", "Rannikkon"))


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "policy.key"
    verifier = make_key("rannikko.example", place)
    assert read_key(place).verifier == verifier
    assert place.stat().st_mode & 0o777 == 0o600
    before = place.read_bytes()
    with pytest.raises(CannotWrite):
        make_key("rannikko.example", place)
    assert place.read_bytes() == before
    for data in (b"", b"\xff", str(verifier).encode()):
        place.write_bytes(data)
        with pytest.raises(NoSigningKey):
            read_key(place)
    for nowhere in (tmp_path, Path(os.fsdecode(b"no\0where"))):
        with pytest.raises(FileUnreadable):
            read_key(nowhere)
