"""Scenes of the walk: a comment is spoken, listened to, and worded otherwise."""

from tests.gui.accessibility import looking
from tests.gui.accessibility.retention_scenes import Looks
from tests.gui.preparing.sounding import Device
from tests.gui.supervising.voices import SpokenInto
from vigtool.domain.identifiers import RecordingId
from vigtool.gui.supervising.comments_dialog import CommentsDialog
from vigtool.gui.workplace import Workplace
from vigtool.services.comments import comments_of


def speaking(walk: Looks, place: Workplace, film: RecordingId) -> None:
    """Something was written on the film before."""
    microphone = SpokenInto()
    dialog = CommentsDialog(place.ws, film, {}, place.window(), microphone=microphone, output=Device(there=False))
    dialog.open()
    dialog.speaking.speak_button.click()
    microphone.speak()
    walk.look("comments, speaking", dialog)
    microphone.lose()
    walk.look("comments, what was spoken until the microphone went", dialog)
    dialog.speaking.listen_button.click()
    walk.look("comments, nothing to listen with", dialog)
    dialog.say_button.click()
    walk.look("comments, a spoken one", dialog)
    dialog.edit(comments_of(place.ws, film)[0])
    walk.look("comments, worded otherwise", dialog)
    looking.press_escape(dialog)
