import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tests.exchange.sample_consents import RECORDED
from tests.exchange.sample_log import EMPTY, FULL
from vigtool.domain.identifiers import CaseId, PersonId
from vigtool.exchange.consent_records_writing import write_consent_records
from vigtool.exchange.log_bundle import DisclosedBody, LogBundle
from vigtool.exchange.log_bundle import to_json as bundle_to_json
from vigtool.exchange.principle_packs import built_in_packs
from vigtool.exchange.principle_packs import to_json as pack_to_json
from vigtool.exchange.schemas import DOCUMENTS, schema
from vigtool.exchange.session_log import SessionLog, to_json

BUNDLE = LogBundle(
    vault="abcdefghjkmn",
    case=CaseId("bcdefghjkmnp"),
    person=PersonId("cdefghjkmnpq"),
    made_at=datetime(2026, 3, 9, 18, tzinfo=UTC),
    checkpoint="vigtool/abcdefghjkmn\n1\n",
    leaves=("{}",),
    bodies=(DisclosedBody(0, bytes(16) + b"{}"),),
)
FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_schema_is_that_of_the_program(name: str) -> None:
    assert (FOLDER / name).read_bytes() == schema(name)


def test_no_published_schema_is_without_a_document() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == DOCUMENTS.keys()


@pytest.mark.parametrize("log", [FULL, EMPTY], ids=["full", "empty"])
def test_a_log_has_the_fields_and_forms_that_the_schema_asks_for(log: SessionLog) -> None:
    whole = msgspec.json.decode(schema("session-log.schema.json"))
    assert _misfits(msgspec.json.decode(to_json(log)), whole, whole["$defs"]) == []


def test_a_bundle_has_the_fields_and_forms_that_the_schema_asks_for() -> None:
    whole = msgspec.json.decode(schema("log-bundle.schema.json"))
    document = msgspec.json.decode(bundle_to_json(BUNDLE))
    assert _misfits(document, whole, whole["$defs"]) == []
    assert _misfits(document | {"person": "x", "leaves": [1]}, whole, whole["$defs"]) == ["$.person", "$.leaves[0]"]


def test_consent_records_have_the_fields_and_forms_that_the_schema_asks_for() -> None:
    whole = msgspec.json.decode(schema("consent-records.schema.json"))
    document = msgspec.json.decode(write_consent_records(RECORDED))
    assert _misfits(document, whole, whole["$defs"]) == []
    document["@graph"][0]["dpv:hasConsentStatus"][0]["@type"] = "dpv:ConsentGuessed"
    document["@graph"][1].pop("dpv:hasProcess")
    assert _misfits(document, whole, whole["$defs"]) == ["$.@graph[0].dpv:hasConsentStatus[0].@type", "$.@graph[1]"]


def test_the_check_above_finds_a_field_too_many_and_a_form_not_kept() -> None:
    whole = msgspec.json.decode(schema("session-log.schema.json"))
    document = msgspec.json.decode(to_json(EMPTY))
    assert _misfits(document | {"name": "x"}, whole, whole["$defs"]) == ["$"]
    assert _misfits(document | {"case": "x"}, whole, whole["$defs"]) == ["$.case"]


def test_the_pack_that_comes_with_the_program_has_the_fields_and_forms_that_the_schema_asks_for() -> None:
    whole = msgspec.json.decode(schema("principle-pack.schema.json"))
    document = msgspec.json.decode(pack_to_json(built_in_packs()[-1]))
    assert _misfits(document, whole, whole["$defs"]) == []
    document["categories"][2]["items"][1].pop("name")
    document["categories"][3]["key"] = 0
    document["name"]["fi"] = ""
    document["source"]["en"] = "two\nlines"
    assert _misfits(document, whole, whole["$defs"]) == [
        "$.name.fi",
        "$.source.en",
        "$.categories[2].items[1]",
        "$.categories[3].key",
    ]


_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def _misfits(  # noqa: PLR0911 - one line for each keyword
    value: object, rule: dict[str, object], definitions: dict[str, dict[str, object]], at: str = "$"
) -> list[str]:
    """The places where a value breaks a schema, for the keywords that these schemas use."""
    match rule:
        case {"$ref": str(reference)}:
            return _misfits(value, definitions[reference.rpartition("/")[2]], definitions, at)
        case {"anyOf": list(choices)}:
            return [] if any(not _misfits(value, choice, definitions, at) for choice in choices) else [at]
        case {"enum": list(allowed)}:
            return [] if value in allowed else [at]
        case {"type": str(kind)} if not isinstance(value, _TYPES[kind]):
            return [at]
        case {"properties": dict(fields)} if isinstance(value, dict):
            required: object = rule.get("required", [])
            if not isinstance(required, list) or not set(required) <= value.keys() <= fields.keys():
                return [at]
            return [bad for name in value for bad in _misfits(value[name], fields[name], definitions, f"{at}.{name}")]
        case {"items": dict(item)} if isinstance(value, list):
            return [bad for n, one in enumerate(value) for bad in _misfits(one, item, definitions, f"{at}[{n}]")]
        case {"pattern": str(pattern)} if isinstance(value, str):
            return [] if re.search(pattern, value) else [at]
        case {"minimum": int(least)} if isinstance(value, int):
            return [] if value >= least else [at]
    return []
