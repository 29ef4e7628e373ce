"""What is wrong with a log, in a person's words."""

from vigtool.services.log_checking import Finding, Flaw
from vigtool.wording.translation import tr


def told_flaw(finding: Finding) -> str:
    """Say what does not hold, and at which entry."""
    what = _what(finding)
    return what if finding.seq is None else tr("Entry {number}: {what}").format(number=finding.seq, what=what)


def _what(finding: Finding) -> str:  # noqa: PLR0911 - one line for each flaw
    match finding.flaw:
        case Flaw.NO_BUNDLE:
            return tr("This cannot be read: it was changed, or it is no log bundle, no key or no checkpoint.")
        case Flaw.NOT_SIGNED:
            return tr("The log is not signed with this key.")
        case Flaw.CHANGED:
            return tr("Entries were edited, left out, added or moved after the log was signed.")
        case Flaw.NOT_CONTINUED:
            return tr("The log does not continue the older checkpoint: it was cut short or written anew.")
        case Flaw.MISPLACED:
            return tr("It stands in another place, or its words are not those that were written.")
        case Flaw.PERSON_UNKNOWN:
            return tr("The log does not know the person whom the bundle is for.")
        case Flaw.LEFT_OUT:
            return tr("Words about this person are left out, though they were not erased.")
        case Flaw.WITHOUT_CONSENT:
            return tr("It stands on no consent that was in force ({purpose}).").format(purpose=finding.purpose)
