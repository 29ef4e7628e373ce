"""JSON Schemas (draft 2020-12) of the documents, made from their types so that page and program cannot differ.

``python -m vigtool.exchange.schemas docs/schemas`` writes the files anew; a test holds them equal.
"""

import sys
from pathlib import Path
from typing import Any, Final

import msgspec

from vigtool.exchange import clip_sidecar, comparison, consent_records, log_bundle, pack_form, session_log

DOCUMENTS: Final[dict[str, tuple[str, type]]] = {
    "session-log.schema.json": (session_log.FORMAT, session_log.SessionLog),
    "clip-sidecar.schema.json": (clip_sidecar.FORMAT, clip_sidecar.SignedClip),
    "log-bundle.schema.json": (log_bundle.FORMAT, log_bundle.LogBundle),
    "consent-records.schema.json": (consent_records.FORMAT, consent_records.ConsentRecords),
    "comparison.schema.json": (comparison.FORMAT, comparison.ComparisonDocument),
    "principle-pack.schema.json": (pack_form.FORMAT, pack_form.PackFile),
}
"""Each schema's file with the format's name and its type."""


def schema(file_name: str) -> bytes:
    """The schema of a document as its file's bytes. Raises ``KeyError``."""
    title, kind = DOCUMENTS[file_name]
    (reference,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if definition.get("type") == "object":
            _close(definition)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **reference}
    whole["$defs"] = dict(sorted(definitions.items()))
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _close(definition: dict[str, Any]) -> None:
    """Every field is required and no other allowed, as the reader holds it; a type's docstring is not for this file.

    A type that says itself what is allowed in it may have fields that can be left out.
    """
    definition.pop("description", None)
    if definition.get("additionalProperties") is False:
        return
    definition["required"] = list(definition["properties"])
    definition["additionalProperties"] = False
    for field in definition["properties"].values():
        field.pop("default", None)


if __name__ == "__main__":
    for name in DOCUMENTS:
        (Path(sys.argv[1]) / name).write_bytes(schema(name))
