"""What went otherwise than hoped, as a sentence for people, and what they can do next.

The one place where errors become words. Every sentence says what is so, without blame; every next step is something
that the reader can do.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from vigtool.domain import errors as domain
from vigtool.domain import ticks
from vigtool.domain.moments import KeyOutsideMoment
from vigtool.exchange import errors as exchange
from vigtool.exchange.annotations.errors import FileUnfit
from vigtool.media import errors as media
from vigtool.services import errors as services
from vigtool.services.event_codec import UnreadableEvent
from vigtool.vault import errors as vault
from vigtool.vault.age import AgeError, KeyFormatError
from vigtool.wording.access_sentences import ACCESS_SENTENCES
from vigtool.wording.answer_sentences import ANSWER_SENTENCES
from vigtool.wording.backup_sentences import BACKUP_SENTENCES
from vigtool.wording.case_sentences import CASE_SENTENCES
from vigtool.wording.comparison_sentences import COMPARISON_SENTENCES
from vigtool.wording.contact_sentences import CONTACT_SENTENCES
from vigtool.wording.erasure_sentences import ERASURE_SENTENCES
from vigtool.wording.exchange_sentences import EXCHANGE_SENTENCES, unfit_sentence
from vigtool.wording.film_sentences import FILM_SENTENCES
from vigtool.wording.guest_sentences import GUEST_SENTENCES
from vigtool.wording.leaving_sentences import LEAVING_SENTENCES
from vigtool.wording.log_sentences import LOG_SENTENCES
from vigtool.wording.notice_sentences import NOTICE_SENTENCES
from vigtool.wording.pack_sentences import PACK_SENTENCES
from vigtool.wording.package_sentences import PACKAGE_SENTENCES
from vigtool.wording.request_sentences import REQUEST_SENTENCES
from vigtool.wording.retention_sentences import RETENTION_SENTENCES
from vigtool.wording.sentence import Sentence
from vigtool.wording.translation import tr

Wording: TypeAlias = Callable[[], Sentence]


def _cancelled() -> Sentence:
    return Sentence(tr("Stopped, as you asked."), tr("Nothing half-done was left behind."))


def _wrong_secret() -> Sentence:
    return Sentence(
        tr("This passphrase or key does not open the vault."),
        tr("Check for capital letters and spaces, or use the printed recovery key."),
    )


def _not_a_vault() -> Sentence:
    return Sentence(tr("There is no vault in this folder."), tr("Choose the folder in which your vault lies."))


def _vault_exists() -> Sentence:
    return Sentence(
        tr("There is a vault in this folder already."), tr("Open it, or choose another folder for a new one.")
    )


def _folder_not_empty() -> Sentence:
    return Sentence(tr("This folder is not empty."), tr("Choose a new or empty folder for the vault."))


def _vault_in_use() -> Sentence:
    return Sentence(tr("The vault is open in another window."), tr("Close it there, or open it here for reading only."))


def _vault_read_only() -> Sentence:
    return Sentence(
        tr("The vault is open for reading only, so nothing can be put on record here."),
        tr("Close the other window, or move the vault to a disk that can be written to, and open it again."),
    )


def _vault_closed() -> Sentence:
    return Sentence(tr("The vault is closed."), tr("Open it again."))


def _damaged() -> Sentence:
    return Sentence(
        tr("A part of the vault cannot be read as it was written."),
        tr("Make a copy of the whole folder before anything else, then restore the latest backup or ask for help."),
    )


def _no_space() -> Sentence:
    return Sentence(
        tr("There is not enough room on the disk. Nothing was changed."), tr("Make some room, and try again.")
    )


def _storage_failed() -> Sentence:
    return Sentence(tr("The disk did not take what was to be written."), tr("Check the disk and try again."))


def _journal_stopped() -> Sentence:
    return Sentence(tr("The disk failed while something was put on record."), tr("Close the vault and open it again."))


def _key_destroyed() -> Sentence:
    return Sentence(
        tr("The key to this was destroyed, so it cannot be read any more."), tr("This is what an erasure does.")
    )


def _newer_format() -> Sentence:
    return Sentence(tr("A newer vigtool made this vault."), tr("Update vigtool, then open it again."))


def _unknown_event() -> Sentence:
    return Sentence(
        tr("The vault holds an entry that this vigtool does not know."), tr("Update vigtool, then open it again.")
    )


def _passphrase_unusable() -> Sentence:
    return Sentence(tr("This cannot be a passphrase."), tr("Choose one of several words."))


def _unreadable_document() -> Sentence:
    return Sentence(
        tr("This file is not the document that it should be."), tr("Ask for it once more, or choose another file.")
    )


def _newer_document() -> Sentence:
    return Sentence(tr("A newer vigtool made this document."), tr("Update vigtool, then try again."))


def _resource_missing() -> Sentence:
    return Sentence(tr("A file that belongs to vigtool is not there."), tr("Install vigtool once more."))


def _report_not_made() -> Sentence:
    return Sentence(tr("The pages could not be laid out."), tr("Install vigtool once more, and try again."))


def _unknown_id() -> Sentence:
    return Sentence(tr("There is nothing with this id in the vault."), tr("List what there is, and try again."))


def _consent_refused() -> Sentence:
    return Sentence(
        tr("A consent that this needs is not in force. It has not been done."),
        tr("Talk it over with those concerned; the consents stand on the case page."),
    )


def _duplicate_film() -> Sentence:
    return Sentence(tr("This film is in the vault already."), tr("You can go on with the one that is there."))


def _source_unreadable() -> Sentence:
    return Sentence(
        tr("The film could not be read to its end. Nothing was kept."),
        tr("Check that the card or the phone is connected, and try again."),
    )


def _copy_differs() -> Sentence:
    return Sentence(
        tr("What was read back from the vault was not what had been written, so the copy was removed."),
        tr("The original is untouched. Check the disk, and try again."),
    )


def _target_in_vault() -> Sentence:
    return Sentence(tr("This place is inside the vault."), tr("Choose a folder outside it."))


def _cannot_write() -> Sentence:
    return Sentence(tr("The file cannot be written there."), tr("Choose another folder."))


def _outside_film() -> Sentence:
    return Sentence(tr("The film does not have this frame."), tr("Choose a frame of the film."))


def _outside_clip() -> Sentence:
    return Sentence(
        tr("The clip does not show this frame."),
        tr("Choose a frame of the moment, or let the clip show film before or after it."),
    )


def _empty_span() -> Sentence:
    return Sentence(tr("A moment ends after it begins."), tr("Set its end after its beginning."))


def _key_outside() -> Sentence:
    return Sentence(tr("The key frame lies outside the moment."), tr("Choose a frame of the moment."))


_SENTENCES: Final[dict[type[Exception], Wording]] = {
    domain.Cancelled: _cancelled,
    vault.WrongSecret: _wrong_secret,
    vault.NotAVault: _not_a_vault,
    vault.VaultExists: _vault_exists,
    vault.FolderNotEmpty: _folder_not_empty,
    vault.VaultInUse: _vault_in_use,
    vault.VaultReadOnly: _vault_read_only,
    vault.VaultClosed: _vault_closed,
    vault.Damaged: _damaged,
    vault.NoSpace: _no_space,
    vault.StorageFailed: _storage_failed,
    vault.JournalStopped: _journal_stopped,
    vault.KeyDestroyed: _key_destroyed,
    vault.NewerFormat: _newer_format,
    UnreadableEvent: _unknown_event,
    AgeError: _damaged,
    KeyFormatError: _passphrase_unusable,
    exchange.UnreadableDocument: _unreadable_document,
    exchange.UnknownVersion: _newer_document,
    exchange.ResourceMissing: _resource_missing,
    exchange.ReportNotMade: _report_not_made,
    services.UnknownId: _unknown_id,
    services.ConsentRefused: _consent_refused,
    services.DuplicateFilm: _duplicate_film,
    services.SourceUnreadable: _source_unreadable,
    services.CopyDiffers: _copy_differs,
    services.TargetInVault: _target_in_vault,
    services.CannotWrite: _cannot_write,
    ticks.OutsideFilm: _outside_film,
    media.NoSuchFrame: _outside_film,
    services.OutsideClip: _outside_clip,
    ticks.EmptySpan: _empty_span,
    KeyOutsideMoment: _key_outside,
    **ACCESS_SENTENCES,
    **ANSWER_SENTENCES,
    **BACKUP_SENTENCES,
    **FILM_SENTENCES,
    **CASE_SENTENCES,
    **CONTACT_SENTENCES,
    **PACK_SENTENCES,
    **LOG_SENTENCES,
    **ERASURE_SENTENCES,
    **REQUEST_SENTENCES,
    **RETENTION_SENTENCES,
    **EXCHANGE_SENTENCES,
    **LEAVING_SENTENCES,
    **COMPARISON_SENTENCES,
    **GUEST_SENTENCES,
    **NOTICE_SENTENCES,
    **PACKAGE_SENTENCES,
}


def sentence_for(error: Exception) -> Sentence:
    """Say what an error means. One without words of its own is called what it is: a mistake in the program."""
    if isinstance(error, FileUnfit) and error.args:
        return unfit_sentence(error)
    for kind in type(error).__mro__:
        if kind in _SENTENCES:
            return _SENTENCES[kind]()
    return Sentence(
        tr("Something went wrong in the program ({code}).").format(code=type(error).__name__),
        tr("What you have marked is safe. Start vigtool again, and tell us the word in brackets if it comes back."),
    )
