"""Which exit code each kind of error ends a verb with. Loaded when something went wrong, for it knows every layer."""

from typing import Final

from vigtool.cli.exit_codes import ExitCode
from vigtool.domain.errors import Cancelled, VigtoolError
from vigtool.engine.errors import EngineError, EngineUnavailable
from vigtool.exchange.annotations.errors import FileUnfit
from vigtool.exchange.contact_card import CardTooLarge, NoContactCard
from vigtool.exchange.pack_errors import BadPack
from vigtool.exchange.packages.errors import ManifestNewer, ManifestWrong
from vigtool.exchange.policy import BadPolicy
from vigtool.exchange.stage_profiles import BadProfile
from vigtool.media.errors import MediaError, NoSuchFrame, UnreachableFrame
from vigtool.services.answer_errors import NotHandedTo, NotOurPackage
from vigtool.services.contact_errors import CardNotSigned, WordsDiffer
from vigtool.services.errors import (
    ConsentRefused,
    CopyDiffers,
    FilmsFrozen,
    NotContinued,
    NotCovered,
    NotTheirFilm,
)
from vigtool.services.notice_errors import NoSuchGuest, NotSentHere
from vigtool.services.policy import PolicyNotSigned, PolicyOfAnotherKey
from vigtool.services.policy_signing import NoSigningKey
from vigtool.services.supervision_errors import (
    NotAddressed,
    OfGuest,
    PackageExpired,
    PackageUntrue,
    SenderDiffers,
    UnknownSender,
)
from vigtool.vault.backup.errors import BackupDiffers
from vigtool.vault.errors import Damaged, JournalStopped, KeyDestroyed, NoSpace, VaultInUse, WrongSecret
from vigtool.vault.log import NoteNotSigned
from vigtool.vault.package import (
    BlobDiffers,
    NewerPackage,
    NotAPackage,
    NotForThisVault,
    PackageDamaged,
    PackageTooLarge,
    SenderUnproved,
)

_CODES: Final[dict[type[Exception], ExitCode]] = {
    ConsentRefused: ExitCode.REFUSED,
    NotTheirFilm: ExitCode.REFUSED,
    NotCovered: ExitCode.REFUSED,
    FilmsFrozen: ExitCode.REFUSED,
    OfGuest: ExitCode.REFUSED,
    PackageExpired: ExitCode.REFUSED,
    WrongSecret: ExitCode.WRONG_SECRET,
    NotForThisVault: ExitCode.WRONG_SECRET,
    NotAddressed: ExitCode.WRONG_SECRET,
    NotHandedTo: ExitCode.WRONG_SECRET,
    NotOurPackage: ExitCode.WRONG_SECRET,
    NoSuchGuest: ExitCode.WRONG_SECRET,
    NotSentHere: ExitCode.WRONG_SECRET,
    UnknownSender: ExitCode.WRONG_SECRET,
    SenderDiffers: ExitCode.WRONG_SECRET,
    SenderUnproved: ExitCode.WRONG_SECRET,
    PackageDamaged: ExitCode.DAMAGED,
    PackageTooLarge: ExitCode.DAMAGED,
    BlobDiffers: ExitCode.DAMAGED,
    PackageUntrue: ExitCode.DAMAGED,
    ManifestWrong: ExitCode.DAMAGED,
    NotAPackage: ExitCode.NOT_A_FILM,
    NewerPackage: ExitCode.NOT_A_FILM,
    ManifestNewer: ExitCode.NOT_A_FILM,
    Damaged: ExitCode.DAMAGED,
    KeyDestroyed: ExitCode.DAMAGED,
    JournalStopped: ExitCode.DAMAGED,
    CopyDiffers: ExitCode.DAMAGED,
    NotContinued: ExitCode.DAMAGED,
    NoteNotSigned: ExitCode.WRONG_SECRET,
    BackupDiffers: ExitCode.DAMAGED,
    UnreachableFrame: ExitCode.DAMAGED,
    BadPack: ExitCode.DAMAGED,
    BadPolicy: ExitCode.DAMAGED,
    BadProfile: ExitCode.DAMAGED,
    NoContactCard: ExitCode.DAMAGED,
    CardTooLarge: ExitCode.DAMAGED,
    CardNotSigned: ExitCode.DAMAGED,
    WordsDiffer: ExitCode.WRONG_SECRET,
    FileUnfit: ExitCode.NOT_A_FILM,
    PolicyNotSigned: ExitCode.DAMAGED,
    PolicyOfAnotherKey: ExitCode.WRONG_SECRET,
    NoSigningKey: ExitCode.WRONG_SECRET,
    NoSuchFrame: ExitCode.USAGE,
    MediaError: ExitCode.NOT_A_FILM,
    EngineError: ExitCode.NOT_A_FILM,
    EngineUnavailable: ExitCode.UNFORESEEN,
    VaultInUse: ExitCode.IN_USE,
    NoSpace: ExitCode.NO_SPACE,
    Cancelled: ExitCode.CANCELLED,
}


def exit_code_of(error: Exception) -> ExitCode:
    """The code for an error: its own or its nearest ancestor's; what remains of ours is something asked wrongly."""
    for kind in type(error).__mro__:
        if kind in _CODES:
            return _CODES[kind]
    return ExitCode.USAGE if isinstance(error, VigtoolError) else ExitCode.UNFORESEEN
