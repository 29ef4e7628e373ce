"""Scenes of the walk: the shared review from its begin to its end, with the guider's notes."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.accessibility.stage_scenes import the_stage
from tests.gui.family import Family
from vigtool.gui.actions import ActionId
from vigtool.gui.reviewing.end_sheet import EndSheet
from vigtool.gui.reviewing.review_page import ReviewPage
from vigtool.gui.workplace import Workplace
from vigtool.services.marking import MarkingDesk
from vigtool.services.recordings import recordings


def reviewing(walk: Looks, place: Workplace, family: Family) -> None:
    """Nothing to show, then a review with a moment, its notes, and its end."""
    place.go(ActionId.REVIEW)
    walk.look("nothing to review", place)
    star_all(family)
    walk.look("begin a review", place)
    page = review_page(place)
    assert page.form is not None
    page.form.begin_button.click()
    leading = page.leading
    assert leading is not None
    walk.look("a review that begins", place)
    review, running = leading.review, leading.running
    review.next()
    leading.open_stage()
    assert leading.stage is not None
    the_stage(walk, leading.stage)
    running.notes.phrases.change_button.click()
    running.notes.field.setPlainText("We looked at each other.")
    walk.look("notes to a moment", place)
    running.notes.phrases.change_button.click()
    page.open_notes(QGuiApplication.primaryScreen())
    assert page.notes_window is not None
    walk.look("notes on another display", page.notes_window)
    page.close_notes()
    review.spare(review.moments[0].id)
    walk.look("a moment that is not shown", place)
    ending(walk, place, page)


def ending(walk: Looks, place: Workplace, page: ReviewPage) -> None:
    sheet = page.ask_end()
    assert sheet is not None
    walk.look("the end of a review", sheet)
    looking.press_escape(sheet)
    page.leave()
    walk.look("a review that was cut off", place)
    assert page.left is not None
    page.left.end_buttons[0].click()
    (sheet,) = [one for one in page.findChildren(EndSheet) if one.isVisible()]
    sheet.end_button.click()
    walk.look("a review on record", place)


def review_page(place: Workplace) -> ReviewPage:
    page = place.pages[ActionId.REVIEW]
    assert isinstance(page, ReviewPage)
    return page


def star_all(family: Family) -> None:
    film = recordings(family.ws, family.case.id)[0]
    desk = MarkingDesk(family.ws, film.id)
    for one in list(desk.marks):
        desk.edit("star", desk.marks.with_moment(replace(one, starred=True, question="What did you notice?")))
