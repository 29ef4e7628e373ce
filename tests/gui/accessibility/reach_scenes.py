"""Scenes of the walk: a guest's early end, a watched folder, and a withdrawal that is to reach others."""

from pathlib import Path

from tests.gui.accessibility import looking
from tests.gui.accessibility.leaving_scenes import until
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.family import Family
from vigtool.gui.actions import ActionId
from vigtool.gui.supervising.erase_guest_dialog import EraseGuestDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.guests import guests
from vigtool.services.people import people


def reaching_others(walk: Looks, place: Workplace, page: SupervisionPage, family: Family, folder: Path) -> None:
    a_guest_goes_early(walk, place, page, family)
    a_folder_is_watched(walk, place, page, folder)
    somebody_withdraws(walk, place, page, family, folder)


def a_guest_goes_early(walk: Looks, place: Workplace, page: SupervisionPage, family: Family) -> None:
    (guest,) = guests(family.ws)
    page.guests.rows[guest.case].erase_button.click()
    (dialog,) = place.window().findChildren(EraseGuestDialog)
    dialog.reason.setText("We are done.")
    dialog.later.click()
    walk.look("erase what was handed over", dialog)
    dialog.erase_button.click()
    until(lambda: dialog.report is not None)
    walk.look("erase what was handed over, done", dialog)
    looking.press_escape(dialog)
    page.refresh()
    walk.look("supervision, a receipt is owed", page)


def a_folder_is_watched(walk: Looks, place: Workplace, page: SupervisionPage, folder: Path) -> None:
    shared = folder / "shared"
    shared.mkdir()
    (shared / "half.vigpackage").write_bytes((folder / "back.vigpackage").read_bytes()[:-40])
    (shared / "letter.vigpackage").write_bytes((folder / "moments.vigpackage").read_bytes())
    watch = place.supervising.reach.watch
    page.folder.watch(shared)
    until(watch.timer.isActive)
    walk.look("supervision, a folder is watched", page)
    shared.rename(folder / "away")
    watch.timer.stop()
    watch.look()
    until(watch.timer.isActive)
    walk.look("supervision, the folder is away", page)
    page.folder.leave_button.click()


def somebody_withdraws(walk: Looks, place: Workplace, page: SupervisionPage, family: Family, folder: Path) -> None:
    dialog = place.withdrawing.open(people(family.ws, family.case.id)[0].id)
    dialog.withdraw_button.click()
    walk.look("withdraw consents, others have it", dialog)
    dialog.handed.look_button.click()
    walk.look("supervision, others are to be told", page)
    ((package, contact),) = page.reach.due
    page.reach.make(package, contact, folder / "notice.vigpackage")
    until(lambda: not page.busy)
    walk.look("supervision, a notice is ready", page)
    place.go(ActionId.SUPERVISION)
