"""What may keep copies, told from what a system says about its disks; the systems are drawn in folders."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from vigtool.vault.medium_facts import Beyond, Places, beyond_reach
from vigtool.vault.synced_folders import MARKS, synced_by


@dataclass(frozen=True, slots=True)
class System:
    """A system in which one disk lies under a folder."""

    root: Path
    vault: Path

    def mount(self, kind: str, place: Path | None = None, device: str = "8:1", more: str = "") -> "System":
        mounts = self.root / "proc/self/mountinfo"
        mounts.parent.mkdir(parents=True, exist_ok=True)
        point = str(place or self.root).replace("\\", "\\134").replace(" ", "\\040")
        before = (
            mounts.read_text("utf-8") if mounts.exists() else "22 1 8:9 / / rw,relatime shared:1 - ext4 /dev/x rw\n"
        )
        mounts.write_text(
            f"{before}36 35 {device} / {point} rw,noatime master:1 - {kind} /dev/x rw,errors=continue{more}\n", "utf-8"
        )
        return self

    def tell(self, name: str, text: str) -> "System":
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return self

    def found(self, platform: str = "linux") -> set[Beyond]:
        places = Places(self.root / "proc", self.root / "sys")
        return set(beyond_reach(self.vault, places, platform)) - {Beyond.BACKUPS}


@pytest.fixture
def system(tmp_path: Path) -> System:
    made = System(tmp_path, tmp_path / "own folder" / "vault")
    made.vault.mkdir(parents=True)
    return made


@pytest.mark.parametrize(
    ("kind", "beyond"),
    [
        ("ext4", set()),
        ("xfs", set()),
        ("btrfs", {Beyond.COPY_ON_WRITE}),
        ("zfs", {Beyond.COPY_ON_WRITE}),
        ("bcachefs", {Beyond.COPY_ON_WRITE}),
        ("f2fs", {Beyond.LOG_STRUCTURED}),
        ("nilfs2", {Beyond.LOG_STRUCTURED}),
        ("overlay", {Beyond.LAYERED}),
        ("nfs4", {Beyond.NETWORK}),
        ("cifs", {Beyond.NETWORK}),
        ("fuse.rclone", {Beyond.FUSE}),
        ("fuseblk", {Beyond.FUSE}),
    ],
)
def test_file_systems(system: System, kind: str, beyond: set[Beyond]) -> None:
    assert system.mount(kind).found() == beyond


def test_a_file_system_that_writes_everything_into_its_journal_first(system: System) -> None:
    assert system.mount("ext4", more=",data=journal").found() == {Beyond.COPY_ON_WRITE}
    assert system.mount("ext4", more=",data=ordered").found() == set()


def test_the_nearest_mount_counts_and_of_two_the_later_one(system: System) -> None:
    system.mount("btrfs").mount("ext4", system.vault.parent)
    assert system.found() == set()
    assert system.mount("nfs", system.vault.parent).found() == {Beyond.NETWORK}


def test_a_mount_farther_away_that_came_later_does_not_hide_the_nearest(system: System) -> None:
    assert system.mount("btrfs", system.vault.parent).mount("nfs").found() == {Beyond.COPY_ON_WRITE}


def test_a_mount_beside_the_folder_does_not_count(system: System) -> None:
    assert system.mount("btrfs", system.vault.with_name("vault2")).found() == set()


def test_flash_is_told_by_the_disk_of_a_partition_and_below_a_mapped_volume(system: System) -> None:
    system.mount("ext4")
    disk = system.root / "sys/devices/sda"
    (disk / "sda1").mkdir(parents=True)
    (system.root / "sys/dev/block").mkdir(parents=True)
    (system.root / "sys/dev/block/8:1").symlink_to(disk / "sda1")
    system.tell("sys/devices/sda/queue/rotational", "1\n")
    assert system.found() == set()
    system.tell("sys/devices/sda/queue/rotational", "0\n")
    assert system.found() == {Beyond.FLASH}
    mapped = system.root / "sys/devices/dm-0"
    (mapped / "slaves").mkdir(parents=True)
    (mapped / "slaves/sda1").symlink_to(disk / "sda1")
    system.tell("sys/devices/dm-0/queue/rotational", "1\n").tell("sys/devices/dm-0/dm/uuid", "LVM-abc\n")
    (system.root / "sys/dev/block/253:0").symlink_to(mapped)
    system.mount("ext4", device="253:0")
    assert system.found() == {Beyond.FLASH, Beyond.SNAPSHOTS}


@pytest.mark.parametrize("place", [".snapshots/1", "timeshift-btrfs/snapshots/1", ".zfs/snapshot/daily"])
def test_snapshots_are_seen_where_they_are_kept(system: System, place: str) -> None:
    system.mount("ext4")
    (system.root / place).parent.mkdir(parents=True)
    assert system.found() == set()
    (system.root / place).mkdir()
    assert system.found() == {Beyond.SNAPSHOTS}


def test_swap_and_hibernation(system: System) -> None:
    head = "Filename Type Size Used Priority\n"
    system.mount("ext4").tell("proc/swaps", head).tell("sys/power/state", "freeze mem disk\n")
    assert system.found() == set()
    system.tell("proc/swaps", f"{head}/dev/zram0 partition 100 0 100\n")
    assert system.found() == set()
    system.tell("proc/swaps", f"{head}/dev/sda2 partition 100 0 -2\n")
    assert system.found() == {Beyond.SWAP, Beyond.HIBERNATION}
    system.tell("sys/power/state", "freeze mem\n")
    assert system.found() == {Beyond.SWAP}


@pytest.mark.parametrize("mark", list(MARKS))
def test_a_synced_folder_is_told_by_what_the_service_leaves_in_it(system: System, mark: str) -> None:
    system.mount("ext4")
    assert synced_by(system.vault) is None
    (system.vault.parent / mark).mkdir()
    assert system.found() == {Beyond.SYNCED}
    assert synced_by(system.vault) == MARKS[mark]


def test_a_system_that_is_not_looked_at_says_so(system: System) -> None:
    system.mount("btrfs")
    assert system.found("win32") == {Beyond.NOT_LOOKED_AT}
    assert system.found("darwin") == {Beyond.NOT_LOOKED_AT}


def test_a_system_that_says_nothing_is_not_trusted(system: System) -> None:
    assert system.found() == {Beyond.NOT_LOOKED_AT}


def test_backups_are_always_named_last(system: System) -> None:
    assert beyond_reach(system.mount("btrfs").vault, Places(system.root / "proc", system.root / "sys"), "linux") == (
        Beyond.COPY_ON_WRITE,
        Beyond.BACKUPS,
    )
