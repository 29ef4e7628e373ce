import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, Namespace, Node, URIRef

from tests.exchange.annotations.linked_data import graph_of, value
from tests.exchange.annotations.sample_films import CHILD, HARD_TEXT, PARENT
from tests.exchange.sample_consents import BARE, GIVEN, RECORDED, SCAN, WINTER
from vigtool.domain.consent import Answer, Consent
from vigtool.domain.identifiers import ContactId, EvidenceId, PersonId
from vigtool.domain.policy import Organisation
from vigtool.domain.purposes import LegalBasis, Purpose, Purposes
from vigtool.exchange.annotations.marked_film import Loss
from vigtool.exchange.annotations.plain_text import one_line
from vigtool.exchange.consent_records import ConsentRecords
from vigtool.exchange.consent_records_writing import RecordedConsents, consent_record_losses, write_consent_records
from vigtool.exchange.purposes import built_in_purposes

DPV = Namespace("https://w3id.org/dpv#")
DCT = Namespace("http://purl.org/dc/terms/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
GDPR = "https://w3id.org/dpv/legal/eu/gdpr#"


def _record(graph: Graph, consent: Consent) -> Node:
    (record,) = (one for one in graph.subjects(RDF.type, DPV.ConsentRecord) if _id(graph, one) == consent.id)
    return record


def _id(graph: Graph, node: Node | None) -> str:
    return str(graph.value(node, DCT.identifier))


def _only(recorded: RecordedConsents, consent: Consent) -> tuple[Graph, Node]:
    graph = graph_of(write_consent_records(replace(recorded, consents=(consent,))))
    return graph, _record(graph, consent)


def test_another_reader_finds_who_agreed_to_what_on_which_basis() -> None:
    graph, record = _only(RECORDED, GIVEN)
    assert graph.value(record, DCT.conformsTo) == URIRef("https://w3id.org/dpv/schema/dpv-27560#record")
    subject = graph.value(record, DPV.hasDataSubject)
    assert set(graph.objects(subject, RDF.type)) == {DPV.DataSubject, DPV.Child}
    assert _id(graph, subject) == "Child 1"
    process = graph.value(record, DPV.hasProcess)
    assert (process, RDF.type, DPV.Process) in graph
    assert graph.value(process, DPV.hasLegalBasis) == URIRef(GDPR + "A6-1-e")
    purpose = graph.value(process, DPV.hasPurpose)
    assert (_id(graph, purpose), (purpose, RDF.type, DPV.Purpose) in graph) == ("showing", True)
    card = next(one for one in built_in_purposes() if one.id == Purposes.SHOWING)
    assert (purpose, DCT.title, Literal(card.name.fi, lang="fi")) in graph
    assert (purpose, DCT.description, Literal(card.says.sv, lang="sv")) in graph
    controller = graph.value(process, DPV.hasDataController)
    assert (controller, RDF.type, DPV.DataController) in graph
    assert str(graph.value(controller, DPV.hasName)) == "Wellbeing county"
    assert str(graph.value(controller, DPV.hasContact)) == "data protection: dpo@example.org"
    assert controller in set(graph.objects(record, DPV.hasEntity))


def test_another_reader_finds_the_answer_its_time_and_how_long_it_holds() -> None:
    graph, record = _only(RECORDED, GIVEN)
    (event,) = graph.objects(record, DPV.hasConsentStatus)
    assert list(graph.objects(event, RDF.type)) == [DPV.ConsentGiven]
    assert value(graph, event, DPV.isIndicatedAtTime) == GIVEN.recorded_at
    assert value(graph, record, DCT.created) == GIVEN.recorded_at
    assert _id(graph, graph.value(event, DPV.isIndicatedBy)) == "Parent 2"
    assert str(graph.value(event, DCT.valid)) == "2026-02-04/2026-12-31"
    duration = graph.value(event, DPV.hasDuration)
    assert (duration, RDF.type, DPV.UntilTimeDuration) in graph
    assert str(graph.value(duration, RDF.value)) == "2026-12-31"
    assert _id(graph, graph.value(record, DPV.hasNotice)) == "2026-01"


def test_another_reader_finds_to_whom_alone_it_may_go() -> None:
    graph, record = _only(RECORDED, replace(GIVEN, recipients=(ContactId("c0ntactc0n01"), ContactId("c0ntactc0n02"))))
    found = list(graph.objects(graph.value(record, DPV.hasProcess), DPV.hasRecipient))
    assert {_id(graph, one) for one in found} == {"c0ntactc0n01", "c0ntactc0n02"}
    assert {graph.value(one, RDF.type) for one in found} == {DPV.Recipient}
    graph, record = _only(RECORDED, GIVEN)
    assert (graph.value(record, DPV.hasProcess), DPV.hasRecipient, None) not in graph


def test_another_reader_finds_the_digest_of_the_scan() -> None:
    graph, record = _only(RECORDED, GIVEN)
    scan = graph.value(graph.value(record, DPV.hasConsentStatus), DPV.hasIndicationMethod)
    assert (_id(graph, scan), str(graph.value(scan, DCT["format"]))) == (SCAN.id, "application/pdf")
    checksum = graph.value(scan, SPDX.checksum)
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert str(graph.value(checksum, SPDX.checksumValue)) == SCAN.sha256


def test_what_nobody_recorded_is_not_there() -> None:
    data = write_consent_records(replace(RECORDED, consents=(BARE,), controller=Organisation()))
    (record,) = json.loads(data)["@graph"]
    assert record["dpv:hasConsentStatus"] == [
        {"@type": "dpv:ConsentWithdrawn", "dpv:isIndicatedAtTime": "2026-03-04T13:00:00Z"}
    ]
    assert record["dpv:hasProcess"].keys() == {"@type", "dpv:hasPurpose"}
    assert record["dpv:hasProcess"]["dpv:hasPurpose"]["dct:identifier"] == "own-purpose"
    assert not {"dpv:hasNotice", "dpv:hasEntity"} & record.keys()


@pytest.mark.parametrize(("answer", "state"), [("given", "Given"), ("refused", "Refused"), ("withdrawn", "Withdrawn")])
def test_an_answer_is_the_state_that_it_made(answer: str, state: str) -> None:
    graph, record = _only(RECORDED, replace(GIVEN, answer=Answer(answer)))
    (event,) = graph.objects(record, DPV.hasConsentStatus)
    assert list(graph.objects(event, RDF.type)) == [DPV["Consent" + state]]
    assert (event, DCT.valid, None) in graph or answer != "given"


@pytest.mark.parametrize("basis", LegalBasis)
def test_the_basis_is_its_letter_of_the_article(basis: LegalBasis) -> None:
    graph, record = _only(RECORDED, replace(GIVEN, basis=basis))
    letter = "abcdef"[list(LegalBasis).index(basis)]
    assert graph.value(graph.value(record, DPV.hasProcess), DPV.hasLegalBasis) == URIRef(f"{GDPR}A6-1-{letter}")


def test_an_answer_that_has_run_out_says_when() -> None:
    later = replace(RECORDED, at=datetime(2027, 1, 1, tzinfo=WINTER))
    graph, record = _only(later, GIVEN)
    events = {graph.value(one, RDF.type): one for one in graph.objects(record, DPV.hasConsentStatus)}
    assert events.keys() == {DPV.ConsentGiven, DPV.ConsentExpired}
    ended = value(graph, events[DPV.ConsentExpired], DPV.isIndicatedAtTime)
    assert ended == datetime(2027, 1, 1, tzinfo=WINTER)
    last_day = replace(RECORDED, at=datetime(2026, 12, 31, 23, 59, tzinfo=WINTER))
    assert b"ConsentExpired" not in write_consent_records(last_day)


def test_an_answer_from_a_day_on_holds_openly() -> None:
    graph, record = _only(RECORDED, replace(GIVEN, until=None))
    event = graph.value(record, DPV.hasConsentStatus)
    assert str(graph.value(event, DCT.valid)) == "2026-02-04/.."
    assert graph.value(event, DPV.hasDuration) is None


def test_words_about_who_answered_stay_inside_for_they_may_be_names() -> None:
    assert b"Liisa" not in write_consent_records(RECORDED)
    assert Loss("by", 1) in consent_record_losses(RECORDED)


def test_somebody_who_is_not_given_stands_there_by_id() -> None:
    graph, record = _only(replace(RECORDED, people=(), purposes=()), GIVEN)
    assert _id(graph, graph.value(record, DPV.hasDataSubject)) == CHILD.id
    event = graph.value(record, DPV.hasConsentStatus)
    assert _id(graph, graph.value(event, DPV.isIndicatedBy)) == PARENT.id


def test_what_is_missing_or_stays_inside_is_told() -> None:
    assert consent_record_losses(replace(RECORDED, consents=(GIVEN,), evidence=())) == (
        Loss("by", 1),
        Loss("evidence", 1),
    )
    assert consent_record_losses(replace(RECORDED, consents=(BARE,), controller=Organisation())) == (
        Loss("entity", 1),
        Loss("notice", 1),
        Loss("basis", 1),
        Loss("controller", 1),
    )
    assert consent_record_losses(replace(RECORDED, consents=(replace(GIVEN, by="", until=None),))) == (
        Loss("until", 1),
    )


def test_the_context_stands_in_the_document_and_no_address_is_to_be_fetched() -> None:
    context: dict[str, Any] = json.loads(write_consent_records(RECORDED))["@context"]
    prefixes = {name for name, meaning in context.items() if isinstance(meaning, str)}
    document = write_consent_records(RECORDED).decode()
    used = {name.partition(":")[0] for name in _names(json.loads(document)["@graph"]) if not name.startswith("@")}
    assert used <= prefixes
    assert all(
        meaning["@id"].partition(":")[0] in prefixes for meaning in context.values() if isinstance(meaning, dict)
    )


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {name for inner in value.values() for name in _names(inner)}
    return {name for inner in value for name in _names(inner)} if isinstance(value, list) else set()


_TEXTS = st.text(max_size=10) | st.sampled_from((HARD_TEXT, "\ud800", "a\0b"))
_CONSENTS = st.builds(
    Consent,
    id=st.sampled_from((GIVEN.id, BARE.id)),
    person=st.sampled_from((CHILD.id, PARENT.id, PersonId("strangerstra"))),
    purpose=st.sampled_from((Purposes.SHOWING, Purpose("own-purpose"))),
    answer=st.sampled_from(Answer),
    recorded_at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(WINTER)),  # noqa: DTZ001 - the strategy adds the zone
    until=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    by=_TEXTS,
    since=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    by_person=st.sampled_from((None, CHILD.id, PARENT.id, PersonId("strangerstra"))),
    evidence=st.sampled_from(((), (SCAN.id,), (EvidenceId("ev1dencee002"),))),
    notice=_TEXTS,
    basis=st.none() | st.sampled_from(LegalBasis),
)


@given(st.lists(_CONSENTS, max_size=3), _TEXTS)
def test_whatever_is_written_has_the_form_of_its_type(consents: list[Consent], name: str) -> None:
    recorded = replace(RECORDED, consents=tuple(consents), controller=Organisation(name))
    data = write_consent_records(recorded)
    assert data == write_consent_records(recorded)
    document = msgspec.json.decode(data, type=ConsentRecords)
    assert [one.identifier for one in document.records] == [one.id for one in consents]
    assert [one.notice.version if one.notice else "" for one in document.records] == [
        one_line(one.notice) for one in consents
    ]
