"""What is said of the log's anchor outside: who else signed it, and whether it still continues what they signed."""

from vigtool.services.outside_anchor import Anchor
from vigtool.wording.translation import trn


def anchor_words(found: Anchor, name: str, day: str) -> str:
    """Whose signature it is (``name``), since which ``day``, in words for whoever keeps the vault."""
    count = found.checkpoint.size
    if found.holds:
        told = trn(
            "{name} signed your log on {day} as well, with {count} entry in it. That entry is still as it was then.",
            "{name} signed your log on {day} as well, with {count} entries in it. All are still as they were then.",
            count,
        )
    else:
        told = trn(
            "{name} signed your log on {day} as well, with {count} entry in it. The log here is another one: the vault "
            "was set back to an older copy, or its log was changed. Ask whoever keeps your vault.",
            "{name} signed your log on {day} as well, with {count} entries in it. The log here is another one: the "
            "vault was set back to an older copy, or its log was changed. Ask whoever keeps your vault.",
            count,
        )
    return told.format(name=name, day=day, count=count)
