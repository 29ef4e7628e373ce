"""The sentences of covering: what is covered, what is still open, and that masked is not anonymous."""

from collections.abc import Sequence

from vigtool.gui.masking.runs import Known
from vigtool.wording.translation import tr, trn


def known_words(known: Known) -> str:
    """What is known of a run of frames."""
    return {
        Known.COVERED: tr("covered"),
        Known.ABSENT: tr("not in the picture"),
        Known.OPEN: tr("still open"),
    }[known]


def left_words(gaps: Sequence[range]) -> str:
    """How much is still open, in short."""
    count = sum(map(len, gaps))
    if not count:
        return tr("nothing is open")
    return trn("{count} frame still open", "{count} frames still open", count).format(count=count)


def state_words(name: str, gaps: Sequence[range], *, begun: bool) -> str:
    """How far somebody is covered, in a sentence, and what to do next."""
    if not begun:
        return tr("Draw a box around {person}: press on the picture and drag.").format(person=name)
    if not gaps:
        return tr("{person} is covered in all of this part, or not in the picture.").format(person=name)
    count = sum(map(len, gaps))
    if len(gaps) == 1:
        told = trn(
            "{person} is still open on {count} frame.", "{person} is still open on {count} frames, in one gap.", count
        )
    else:
        told = tr("{person} is still open on {count} frames, in {gaps} gaps.")
    return told.format(person=name, count=count, gaps=len(gaps))


def not_anonymous() -> str:
    """What masking cannot promise."""
    return tr("Masked, not anonymous: somebody who knows the person may still recognise them.")


def followed_words(name: str, gaps: Sequence[range]) -> str:
    """What following somebody has come to."""
    if not gaps:
        return tr("{person} was followed through all of this part.").format(person=name)
    count = len(gaps)
    return trn(
        "{person} was followed; {count} gap is left.", "{person} was followed; {count} gaps are left.", count
    ).format(person=name, count=count)


def open_words(names: Sequence[str]) -> str:
    """Who is still open somewhere, and what that keeps from being done; nothing when nobody is."""
    if not names:
        return ""
    who = ", ".join(names)
    return tr("Still open for {people}: a clip that covers them can be made when the gaps are closed.").format(
        people=who
    )


def arrow_words() -> str:
    """What the keys do on the picture."""
    return tr("The arrow keys move the box, with Shift they size it.")


def here_words(name: str, known: Known) -> str:
    """How somebody stands on the frame that is shown, for who hears it."""
    return tr("{name}: {what}").format(name=name, what=known_words(known))


def look_words() -> str:
    """What is to be done with boxes that nobody drew."""
    return tr("Look through it: where the box is beside the person, draw it anew and follow again.")


def nobody_words() -> str:
    """What is to be done first where nobody stands with a film."""
    return tr("Nobody is noted for this film yet. On the case's page, say who is in it.")
