"""Scenes of the walk: the clocks of a case, what is due, and the organisation's policy."""

from datetime import timedelta
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from tests.exchange.sample_policy import policy_text
from tests.gui.accessibility import looking
from tests.gui.family import Family
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.keeping.policy_section import PolicySection
from vigtool.gui.retention.clocks_card import ClocksCard
from vigtool.gui.retention.film_clocks import FilmClocks
from vigtool.gui.workplace import Workplace
from vigtool.services.film_keeping import freeze, thaw
from vigtool.services.identifying import local_now
from vigtool.services.policy_signing import sign_policy, write_policy
from vigtool.services.recordings import recordings
from vigtool.services.retention import end_case, reopen_case
from vigtool.vault.log import SigningKey


class Looks(Protocol):
    """The walk."""

    wrong: list[str]

    def look(self, name: str, place: QWidget) -> None: ...


def how_long_things_are_kept(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    ws, clock = family.ws, family.ws.clock
    film = recordings(ws, family.case.id)[0]
    end_case(ws, family.case.id, clock().date())
    freeze(ws, film.id, "a dispute")
    ws.clock = lambda: local_now() + timedelta(days=100)
    place.show_case(family.case.id)
    page = place.pages[ActionId.CASES]
    assert isinstance(page, CasePage)
    (card,) = page.findChildren(ClocksCard)
    walk.look("the clocks of a case", place)
    card.ask_end()
    walk.look("the end of the guidance", place)
    thaw(ws, film.id, "settled")
    card.refresh()
    decide(walk, "the case", card.films, place)
    what_is_due(walk, place)
    place.show_cases()
    walk.look("what waits, above the cases", place)
    reopen_case(ws, family.case.id)
    ws.clock = clock
    the_policy(walk, place, folder)


def decide(walk: Looks, where: str, films: FilmClocks, place: QWidget) -> None:
    (shown,) = films.rows.values()
    shown.open_menu()
    walk.look(f"deciding, {where}", shown.menu)
    shown.menu.close()
    films.ask_longer(shown.clock)
    assert films.form is not None
    films.form.reason.setText("a second course")
    films.form.give_button.click()
    walk.look(f"keeping longer is refused, {where}", place)


def what_is_due(walk: Looks, place: Workplace) -> None:
    reminder = place.due.reminder
    assert reminder is not None
    reminder.refresh()
    reminder.show()
    walk.look("what is told at the start", place)
    dialog = place.due.open_due()
    walk.look("what is due", dialog)
    (shown,) = dialog.cases.values()
    decide(walk, "the list", shown.films, dialog)
    looking.press_escape(dialog)
    if Shiboken.isValid(dialog) and dialog.isVisible():
        walk.wrong.append("what is due: Escape does not close it")


def the_policy(walk: Looks, place: Workplace, folder: Path) -> None:
    place.go(ActionId.KEEPING)
    (section,) = place.pages[ActionId.KEEPING].findChildren(PolicySection)
    note = folder / "policy.note"
    write_policy(note, sign_policy(policy_text(), [SigningKey("rannikko.example", bytes(range(32)))]))
    section.take_over(note)
    walk.look("the policy", place)
