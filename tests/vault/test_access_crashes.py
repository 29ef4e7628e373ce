"""Each change of who opens a vault, cut short everywhere: what a crash or a full disk leaves always opens."""

import os
from contextlib import suppress
from pathlib import Path

import pytest

from tests.vault.cuts import cut_everywhere, failing_from
from tests.vault.furnished_vaults import (
    BEA,
    BEAS,
    CHANGES,
    WRONG,
    Case,
    Furnished,
    copied,
    nothing_is_left,
    opens_whole,
)
from tests.vault.small_vaults import OTHER
from vigtool.vault import open_vault
from vigtool.vault.access import new_recovery_key
from vigtool.vault.errors import ChangeUnfinished, NoSpace

STEP = 1 if os.environ.get("VIGTOOL_CAMPAIGN") == "all" else 3
"""The campaign looks at every crash, otherwise at every third."""


def changed(furnished: Furnished, case: Case) -> None:
    vault = furnished.open(furnished.secret(case.opener))
    try:
        case.change(vault)
        vault.make_key(OTHER)
    finally:
        vault.close()


@pytest.fixture(params=list(CHANGES.values()), ids=list(CHANGES))
def case(request: pytest.FixtureRequest, furnished: Furnished) -> Case:
    found = request.param
    assert isinstance(found, Case)
    if found.bea_first:
        vault = furnished.open()
        vault.access.add_user(BEA, BEAS)
        vault.close()
    return found


def test_a_change_lets_in_whom_it_should(furnished: Furnished, case: Case) -> None:
    changed(furnished, case)
    for secret in (*case.always, *case.after):
        assert opens_whole(furnished.folder, furnished.secret(secret), keys=(OTHER,))
    for secret in (*case.before, WRONG):
        assert opens_whole(furnished.folder, furnished.secret(secret)) is None
    nothing_is_left(furnished.folder)


def test_every_crash_leaves_a_vault_that_opens_and_is_finished_by_it(
    furnished: Furnished, case: Case, tmp_path: Path
) -> None:
    vault = furnished.open(furnished.secret(case.opener))
    with cut_everywhere(furnished.folder, tmp_path / "cuts") as cuts:
        case.change(vault)
    vault.close()
    taken = [*cuts.taken[:-1:STEP], cuts.taken[-1]]
    happened = [it_happened(cut, furnished, case) for cut in taken]
    assert happened == sorted(happened)
    assert happened[-1] or not (case.after or case.before)
    assert len(cuts.taken) > 5
    for number, (cut, done) in enumerate(zip(taken, happened, strict=True)):
        may = (*case.always, *(case.after if done else case.before))
        opener = may[number % len(may)]
        assert opens_whole(cut, furnished.secret(opener), read_only=False), cut.name
        nothing_is_left(cut)
        for other in may:
            assert opens_whole(cut, furnished.secret(other)), (cut.name, opener, other)
        assert it_happened(cut, furnished, case) == done


def it_happened(cut: Path, furnished: Furnished, case: Case) -> bool:
    """Tell whether the vault opens as after the change or as before it, and as nothing else."""
    done = [opens_whole(cut, furnished.secret(secret)) is not None for secret in case.after]
    done += [opens_whole(cut, furnished.secret(secret)) is None for secret in case.before]
    assert len({*done}) <= 1, cut.name
    for secret in case.always:
        assert opens_whole(cut, furnished.secret(secret)), (cut.name, secret)
    assert opens_whole(cut, WRONG) is None
    assert opens_whole(cut, str(new_recovery_key())) is None
    return any(done)


def test_the_bytes_of_what_was_replaced_are_overwritten(furnished: Furnished, case: Case) -> None:
    sealed = [*furnished.folder.glob("keys/*.age"), *furnished.folder.rglob("identit*/*.age")]
    sealed.append(furnished.folder / "identity.age")
    before = {path: (path.open("rb"), path.read_bytes(), path.stat().st_ino) for path in sealed}
    changed(furnished, case)
    replaced = 0
    for path, (old, data, inode) in before.items():
        if not path.exists() or path.stat().st_ino != inode or path.read_bytes() != data:
            replaced += 1
            assert old.read() == bytes(len(data)), path.name
        old.close()
    assert replaced


def test_a_full_disk_changes_nothing_or_finishes_later(furnished: Furnished, case: Case, tmp_path: Path) -> None:
    """Each wait for the disk fails in its turn, with all that follow."""
    at = 0
    failing = True
    while failing:
        folder = tmp_path / f"full{at}"
        copied(furnished.folder, folder)
        vault = open_vault(folder, furnished.secret(case.opener))
        with failing_from(at) as met, suppress(NoSpace, ChangeUnfinished):
            case.change(vault)
        vault.close()
        failing = met()
        opened = {one for one in (*case.before, *case.after) if opens_whole(folder, furnished.secret(one))}
        assert opened in ({*case.before}, {*case.after}), at
        for secret in case.always:
            assert opens_whole(folder, furnished.secret(secret), read_only=False), at
        nothing_is_left(folder)
        at += STEP
    assert at > 5
