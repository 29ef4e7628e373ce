"""A package without films, small enough to be made in memory: a notice, a receipt."""

import io
from datetime import UTC

from vigtool.domain.contacts import Contact
from vigtool.domain.identifiers import PackageId
from vigtool.exchange.packages.manifest import Manifest, to_bytes
from vigtool.exchange.packages.notices import ErasureReceipt, WithdrawalNotice
from vigtool.services.contact_cards import own_card
from vigtool.services.workspace import Workspace
from vigtool.vault.package import Address, write_package


def letter(
    ws: Workspace, letter_id: PackageId, about: PackageId, to: Contact, body: WithdrawalNotice | ErasureReceipt
) -> bytes:
    """A notice or receipt about a package as the bytes of its file, signed by this vault and sealed to a contact."""
    manifest = Manifest(
        id=letter_id,
        made_at=ws.clock().astimezone(UTC),
        sender=own_card(ws),
        to=(to.verifier,),
        about=about,
        body=body,
        blobs=(),
    )
    out = io.BytesIO()
    write_package(out, to_bytes(manifest), [], [Address(to.recipient, to.hybrid)], ws.vault.sign)
    return out.getvalue()
