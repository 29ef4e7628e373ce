"""Handing over in the window: to whom, what is refused and where that leads, and the package that is made."""

from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.family import Family
from vigtool.domain.identifiers import MomentId
from vigtool.domain.purposes import Purposes
from vigtool.domain.renditions import ClipWish
from vigtool.gui.actions import ActionId
from vigtool.gui.cases.case_page import CasePage
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.supervising.hand_over_dialog import HandOverDialog
from vigtool.gui.supervising.supervision_page import SupervisionPage
from vigtool.gui.workplace import Workplace
from vigtool.services.contact_cards import my_card
from vigtool.services.contacts import add_contact, verify_contact
from vigtool.services.marking import moment
from vigtool.services.package_opening import open_package
from vigtool.services.package_outlook import package_outlook
from vigtool.services.recordings import frame_times
from vigtool.services.workspace import Workspace
from vigtool.wording.names import pseudonym_of


def asked(place: Workplace, moment: MomentId, target: Path) -> HandOverDialog:
    dialog = place.supervising.hand_over([moment])
    dialog.where.line.setText(str(target))
    return dialog


def test_without_a_contact_the_way_leads_to_the_contacts(place: Workplace, chosen: MomentId) -> None:
    dialog = place.supervising.hand_over([chosen])
    assert not dialog.make_button.isEnabled()
    assert dialog.to.way.isVisible()
    dialog.to.way.click()
    assert place.route.place is ActionId.SUPERVISION
    assert isinstance(place.pages[ActionId.SUPERVISION], SupervisionPage)


def test_without_consent_the_way_leads_to_the_consents(
    place: Workplace, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> None:
    eeva = add_contact(family.ws, my_card(elsewhere, "Eeva"))
    dialog = asked(place, chosen, tmp_path / "moments.vigpackage")
    dialog.to.boxes.boxes[eeva.id].click()
    dialog.make_button.click()
    assert dialog.refusal.isVisible()
    (way,) = [one for one in dialog.refusal.findChildren(QPushButton) if one.text() == "Go to the consents"]
    way.click()
    assert isinstance(place.pages[ActionId.CASES], CasePage)
    assert not (tmp_path / "moments.vigpackage").exists()


def test_who_was_not_compared_with_is_told_and_stands_last(
    place: Workplace, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> None:
    eeva = add_contact(family.ws, my_card(elsewhere, "Eeva"))
    dialog = asked(place, chosen, tmp_path / "moments")
    box = dialog.to.boxes.boxes[eeva.id]
    assert box.accessibleName() == "Eeva: the words are not compared yet"
    assert dialog.to.way.isHidden()
    box.click()
    assert dialog.to.way.isVisible()
    verify_contact(family.ws, eeva.id)
    dialog = asked(place, chosen, tmp_path / "moments")
    dialog.to.boxes.boxes[eeva.id].click()
    assert dialog.to.way.isHidden()


def test_the_package_is_made_and_opens_elsewhere(
    place: Workplace, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path, qtbot: QtBot
) -> None:
    family.consent(Purposes.SUPERVISION)
    eeva = add_contact(family.ws, my_card(elsewhere, "Eeva"))
    add_contact(elsewhere, my_card(family.ws, "Tiina"))
    dialog = asked(place, chosen, tmp_path / "moments")
    dialog.to.boxes.boxes[eeva.id].click()
    dialog.what.questions.setPlainText("Where do I wait?")
    dialog.what.notes.setChecked(False)
    dialog.make_button.click()
    qtbot.waitUntil(lambda: not place.busy, timeout=60_000)
    assert "moments.vigpackage" in dialog.message.accessibleName()
    opened = open_package(elsewhere, tmp_path / "moments.vigpackage", pseudonym_of)
    assert opened.questions == "Where do I wait?"
    assert [one.title for one in opened.moments] == [""]
    assert opened.expires == family.ws.clock().date() + timedelta(days=30)


def test_stopping_leaves_nothing(
    place: Workplace, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> None:
    family.consent(Purposes.SUPERVISION)
    eeva = add_contact(family.ws, my_card(elsewhere, "Eeva"))
    (tmp_path / "out").mkdir()
    dialog = asked(place, chosen, tmp_path / "out" / "moments")
    dialog.to.boxes.boxes[eeva.id].click()
    dialog.make_button.click()
    dialog.reject()
    assert dialog.isVisible()
    dialog.close()
    assert list((tmp_path / "out").iterdir()) == []


def test_who_is_still_open_is_told_before_anything_is_made(
    place: Workplace, family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path
) -> None:
    add_contact(family.ws, my_card(elsewhere, "Eeva"))
    dialog = asked(place, chosen, tmp_path / "moments")
    assert "The package will be about" in dialog.what.told_size.text()
    assert dialog.message.isHidden()
    dialog.cover.people.boxes[family.child.id].click()
    dialog.look.look()
    assert dialog.message.isVisible()
    assert "is still open" in dialog.message.accessibleName()
    assert "Go to the first gap" in [one.text() for one in dialog.message.findChildren(QPushButton)]
    dialog.cover.people.boxes[family.child.id].click()
    dialog.look.look()
    assert dialog.message.isHidden()


def test_film_around_a_moment_goes_along_and_the_choices_are_offered_again(
    family: Family, elsewhere: Workspace, chosen: MomentId, tmp_path: Path, qtbot: QtBot
) -> None:
    family.consent(Purposes.SUPERVISION)
    eeva = add_contact(family.ws, my_card(elsewhere, "Eeva"))
    add_contact(elsewhere, my_card(family.ws, "Tiina"))
    kept = PreferenceFile(tmp_path / "settings")
    dialog = HandOverDialog(family.ws, [chosen], preferences=kept)
    qtbot.addWidget(dialog)
    dialog.where.line.setText(str(tmp_path / "moments"))
    dialog.to.boxes.boxes[eeva.id].click()
    plain = package_outlook(family.ws, [chosen], ClipWish()).size
    dialog.what.clips.before.setValue(0.2)
    dialog.what.clips.large.setCurrentIndex(2)
    dialog.what.questions.setPlainText("Aino?")
    wish = dialog.what.clips.wish
    assert wish == ClipWish(lead_in=Fraction(1, 5))
    assert package_outlook(family.ws, [chosen], wish).size > plain
    dialog.make()
    qtbot.waitUntil(lambda: not dialog.job.running, timeout=60_000)
    opened = open_package(elsewhere, tmp_path / "moments.vigpackage", pseudonym_of)
    marked = moment(family.ws, chosen)
    first = frame_times(family.ws, marked.recording).frame_at(marked.span.start)
    assert opened.films[0].first < first
    dialog.close()
    again = HandOverDialog(family.ws, [chosen], preferences=PreferenceFile(tmp_path / "settings"))
    qtbot.addWidget(again)
    assert (again.what.clips.wish, again.what.clips.most) == (wish, (1280, 720))
    assert "Aino" not in "".join(one.read_text() for one in (tmp_path / "settings").iterdir())
    again.close()
