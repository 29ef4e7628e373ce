"""Scenes of the walk: the place of supervision, its contacts, and what is handed over and taken in."""

from pathlib import Path

from tests.gui.accessibility import looking
from tests.gui.accessibility.leaving_scenes import until
from tests.gui.accessibility.reach_scenes import reaching_others
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.accessibility.speaking_scenes import speaking
from tests.gui.family import WORK_FACTOR, Family
from tests.gui.supervising.handed import handed_to
from tests.in_process_tasks import run_in_process
from tests.media.drawn_films import draw_film
from vigtool.domain.comments import Feedback
from vigtool.domain.consent import Answer
from vigtool.domain.proposals import Lent
from vigtool.domain.purposes import Purposes
from vigtool.gui.actions import ActionId
from vigtool.gui.supervising.comparison_page import RESEARCH
from vigtool.gui.supervising.hand_over_form import COVER
from vigtool.gui.supervising.parts_dialog import PartsDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.answering import make_answer
from vigtool.services.comments import CommentDesk
from vigtool.services.consents import record_consent
from vigtool.services.contact_cards import save_card
from vigtool.services.contacts import add_contact, contacts, read_card_file, verify_contact
from vigtool.services.feedback import set_feedback
from vigtool.services.guests import guests
from vigtool.services.marking import mark_frames, moments
from vigtool.services.opening import create_workspace, open_workspace
from vigtool.services.package_opening import open_package
from vigtool.services.people import people
from vigtool.services.recordings import frame_times, recordings
from vigtool.wording.names import pseudonym_of


def supervising(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    place.go(ActionId.SUPERVISION)
    page = place.pages[ActionId.SUPERVISION]
    assert isinstance(page, SupervisionPage)
    walk.look("supervision", place)
    knowing_each_other(walk, page, family, folder)
    handing_over(walk, place, family, folder)
    taking_in(walk, place, page, family, folder)
    packages_and_trainees(walk, place)
    what_came_back(walk, page, folder)
    reaching_others(walk, place, page, family, folder)


def knowing_each_other(walk: Looks, page: SupervisionPage, family: Family, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    supervisor, _key = create_workspace(folder / "supervisor", "six other words", work_factor=WORK_FACTOR)
    save_card(supervisor, folder / "eeva.vigcontact", "Eeva Lindqvist")
    supervisor.close()
    page.contacts.add_from(folder / "eeva.vigcontact")
    walk.look("supervision, a card was taken in", page)
    page.contacts.add_from(folder / "supervisor" / "vault.json")
    walk.look("supervision, no card", page)
    (known,) = contacts(family.ws)
    dialog = page.contacts.compare(known.id)
    walk.look("compare the six words", dialog)
    dialog.differ_button.click()
    walk.look("compare the six words, they differ", dialog)
    looking.press_escape(dialog)
    naming = page.contacts.rename(known.id)
    walk.look("call a contact otherwise", naming)
    looking.press_escape(naming)
    page.contacts.rows[known.id].remove.click()
    walk.look("supervision, remove a contact", page)
    page.own_card.name.setText("Tiina")
    page.own_card.save(folder / "tiina.vigcontact")
    verify_contact(family.ws, known.id)
    add_contact(family.ws, read_card_file(folder / "eeva.vigcontact"))
    page.contacts.message.clear()
    page.contacts.refresh()
    walk.look("supervision, a verified contact", page)


def handing_over(walk: Looks, place: Workplace, family: Family, folder: Path) -> None:
    film = recordings(family.ws, family.case.id)[0].id
    dialog = place.supervising.hand_over([moments(family.ws, film)[0].id])
    walk.look("hand over for supervision", dialog)
    (box,) = dialog.to.boxes.boxes.values()
    box.click()
    dialog.more.turn(COVER)
    dialog.what.clips.before.setValue(1)
    walk.look("hand over, cover somebody", dialog)
    dialog.more.turn(COVER)
    dialog.where.line.setText(str(folder / "moments"))
    dialog.make_button.click()
    walk.look("hand over, refused", dialog)
    for person in people(family.ws, family.case.id):
        record_consent(family.ws, person.id, Purposes.SUPERVISION, Answer.GIVEN, by="Marja")
    dialog.make_button.click()
    walk.look("hand over, being made", dialog)
    until(lambda: not place.supervising.busy)
    walk.look("hand over, made", dialog)
    looking.press_escape(dialog)


def taking_in(walk: Looks, place: Workplace, page: SupervisionPage, family: Family, folder: Path) -> None:
    trainee, _key = create_workspace(folder / "trainee", "six new words", work_factor=WORK_FACTOR)
    trainee.run_task = run_in_process
    source = folder / "phone.mp4"
    draw_film(source, frames=30)
    package = handed_to(family.ws, trainee, source, folder)
    trainee.close()
    page.guests.take_in(package)
    walk.look("supervision, taking in", page)
    until(lambda: not page.busy)
    page.refresh()
    walk.look("supervision, taken in", place)
    (guest,) = guests(family.ws)
    page.guests.rows[guest.case].reveal_button.click()
    walk.look("supervision, show the trainee's marks", page)
    place.show_film(guest.films[0].recording)
    walk.look("a guest in prepare", place)
    mark_frames(family.ws, guest.films[0].recording, first=3, end=8, title="The pause")
    said = place.supervising.comment(guest.films[0].recording, None, None)
    assert said is not None
    walk.look("comments, none yet", said)
    said.words.setPlainText("You waited here, and the answer came.")
    said.say_button.click()
    walk.look("comments", said)
    looking.press_escape(said)
    speaking(walk, place, guest.films[0].recording)
    place.go(ActionId.SUPERVISION)
    page.guests.reveal(guest.case)
    walk.look("supervision, the trainee's marks are shown", page)
    place.show_film(guest.films[0].recording)
    walk.look("a guest in prepare, beside the trainee's marks", place)
    place.go(ActionId.SUPERVISION)
    page.guests.rows[guest.case].compare_button.click()
    comparison = place.supervising.comparison
    assert comparison is not None
    until(lambda: not comparison.job.running)
    walk.look("side by side", comparison)
    comparison.research.heads[RESEARCH].click()
    until(lambda: bool(comparison.figures.rows))
    walk.look("side by side, figures for research", comparison)
    comparison.back.click()
    answering = page.guests.answer(guest.case)
    answering.strengths.setPlainText("You follow the child's eyes.")
    walk.look("answer back", answering)
    answering.make(folder / "answer.vigpackage")
    until(lambda: not answering.job.running)
    walk.look("answer back, made", answering)
    looking.press_escape(answering)


def packages_and_trainees(walk: Looks, place: Workplace) -> None:
    place.supervising.show_group()
    group = place.supervising.group
    assert group is not None
    walk.look("packages and trainees", group)
    group.inbox.look_for("nobody is called so")
    walk.look("packages and trainees, nothing is found", group)
    group.inbox.look_for("")
    group.trainees_button.click()
    walk.look("packages and trainees, the table", group)
    group.back.click()


def what_came_back(walk: Looks, page: SupervisionPage, folder: Path) -> None:
    supervisor = open_workspace(folder / "supervisor", "six other words")
    supervisor.run_task = run_in_process
    add_contact(supervisor, read_card_file(folder / "tiina.vigcontact"))
    guest = open_package(supervisor, folder / "moments.vigpackage", pseudonym_of)
    whole = frame_times(supervisor, guest.films[0].recording).frames
    mark_frames(supervisor, guest.films[0].recording, first=1, end=whole, title="The smile")
    CommentDesk(supervisor, guest.films[0].recording).add("You waited.")
    set_feedback(supervisor, guest.case, Feedback("You give time.", "How does the pause feel?", "One more film."))
    make_answer(supervisor, guest.case, folder / "back.vigpackage")
    supervisor.close()
    page.guests.take_in(folder / "back.vigpackage")
    until(lambda: not page.busy)
    walk.look("supervision, an answer is here", page)
    (row,) = page.answers.rows.values()
    row.parts_button.click()
    parts = page.window().findChild(PartsDialog)
    assert parts is not None
    walk.look("take over parts", parts)
    parts.boxes[Lent.BEGIN].click()
    parts.take_button.click()
    walk.look("supervision, a proposal is taken over", page)
