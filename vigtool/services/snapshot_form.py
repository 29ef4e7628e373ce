"""The form of a case as ``CaseRekeyed`` keeps it: what the index held of the case, document by document."""

import msgspec

from vigtool.vault.index import Document, Index


class KeptDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A document of the case; ``body`` is its JSON, ``text`` the words by which it is found."""

    kind: str
    id: str
    body: msgspec.Raw
    parent: str | None = None
    text: str = ""


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All documents, in the order in which they came to be."""

    documents: tuple[KeptDocument, ...]


def snapshot_text(documents: list[Document]) -> str:
    """The text for ``CaseRekeyed.content``."""
    kept = (KeptDocument(one.kind, one.id, msgspec.Raw(one.body), one.parent, one.text) for one in documents)
    return msgspec.json.encode(Snapshot(tuple(kept))).decode()


def documents_of(case: str, content: str) -> list[Document]:
    """The documents that ``content`` tells of. Raises ``msgspec.MsgspecError``."""
    read = msgspec.json.decode(content, type=Snapshot)
    return [Document(one.kind, one.id, case, one.parent, bytes(one.body), one.text) for one in read.documents]


def begin_anew(index: Index, case: str, content: str) -> None:
    """Let the index hold of a case what ``content`` tells, and nothing else."""
    index.forget_case(case)
    for document in documents_of(case, content):
        index.put(document)
