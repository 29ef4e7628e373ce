"""An erasure told to people: what goes, what stays, and what may keep a copy."""

from collections.abc import Iterable

from vigtool.domain.accountability import Erasing
from vigtool.services.erasure_plans import ErasurePlan
from vigtool.vault.medium_facts import Beyond
from vigtool.wording.translation import tr, trn


def what_goes(plan: ErasurePlan) -> list[str]:
    """What is destroyed, a sentence each."""
    told = []
    if plan.target.what is Erasing.CASE:
        told.append(tr("Everything that was written in this case: names, moments, notes, consents, sessions."))
    if plan.target.what is Erasing.PERSON:
        told.append(
            tr("The name, the turns, words and papers of answers, the child's views, and moments of this person alone.")
        )
    if plan.films:
        count = len(plan.films)
        told.append(
            trn(
                "{count} film, with its key and all that was made from it",
                "{count} films, each with its key and all that was made from it",
                count,
            ).format(count=count)
        )
    if plan.papers:
        count = len(plan.papers)
        told.append(trn("{count} scan of a form", "{count} scans of forms", count).format(count=count))
    if plan.target.what is Erasing.PERSON:
        told.append(tr("The history of this case: what was changed before today can no longer be undone."))
    return told


def what_stays(plan: ErasurePlan) -> list[str]:
    """What is not destroyed, a sentence each."""
    told = [tr("The log: that it was here, who saw it, what was handed out and why it was erased. It names no one.")]
    if plan.target.what is Erasing.FILM:
        told.append(tr("Your own words about the film: its moments and notes."))
    if plan.target.what is Erasing.PERSON:
        told.append(tr("That consents were given or refused, without names and words, because the log stands on them."))
        told.append(tr("What belongs to the others in this case."))
    if plan.spared:
        count = len(plan.spared)
        told.append(
            trn("{count} film that you leave out", "{count} films that you leave out", count).format(count=count)
        )
    told.append(tr("What was handed out before: clips, stills and papers that others have."))
    return told


def beyond_reach_words(found: Iterable[str]) -> list[str]:
    """What may keep a copy, a sentence each; ``found`` are words of ``Beyond``."""
    sentences = _beyond()
    return [sentences[Beyond(one)] for one in found]


def _beyond() -> dict[Beyond, str]:
    return {
        Beyond.COPY_ON_WRITE: tr(
            "This disk writes changes to new places: the old bytes of the key may stay until the place is used again."
        ),
        Beyond.LOG_STRUCTURED: tr(
            "This storage is made for flash: the old bytes of the key may stay until the place is used again."
        ),
        Beyond.LAYERED: tr("The folder lies on several layers, and one below may still have the key."),
        Beyond.NETWORK: tr("The folder lies on another computer: what that one keeps cannot be seen from here."),
        Beyond.FUSE: tr("A program stands between the folder and the disk: what it keeps cannot be seen from here."),
        Beyond.FLASH: tr("The disk is an SSD or a memory card: it may keep old bytes until it clears them itself."),
        Beyond.SNAPSHOTS: tr("This disk has or may have snapshots: older states of the folder, with the key in them."),
        Beyond.SYNCED: tr("The folder is copied to other computers by a service: empty its trash and versions there."),
        Beyond.SWAP: tr("The computer may have written parts of its memory to the disk while the vault was open."),
        Beyond.HIBERNATION: tr("When the computer slept, its whole memory may have been written to the disk."),
        Beyond.NOT_LOOKED_AT: tr("What kind of disk this is cannot be seen by vigtool on this system."),
        Beyond.BACKUPS: tr("Backups and copies of the folder: bring them up to date, or destroy them."),
    }
