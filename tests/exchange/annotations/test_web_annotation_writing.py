import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from rdflib import RDF, RDFS, Graph, Literal, Node, URIRef
from rdflib.collection import Collection

from tests.exchange.annotations.linked_data import ANNOTATION_CONTEXT, AS, FOAF, OA, graph_of, value
from tests.exchange.annotations.sample_films import EMPTY, FIRST, HARD_TEXT, OVERLAPPING, SAMPLE, TOUCHING, marked_films
from vigtool.exchange.annotations.marked_film import Loss, MarkedFilm, rounded
from vigtool.exchange.annotations.plain_text import plain
from vigtool.exchange.annotations.web_annotation_forms import MICROSECOND
from vigtool.exchange.annotations.web_annotation_reading import read_web_annotation
from vigtool.exchange.annotations.web_annotation_writing import web_annotation_losses, write_web_annotation


def _annotations(graph: Graph) -> list[Node]:
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    items = value(graph, value(graph, collection, AS.first), AS.items)
    return list(Collection(graph, items))


def _fragment(graph: Graph, annotation: Node) -> str:
    selector = graph.value(graph.value(annotation, OA.hasTarget), OA.hasSelector)
    assert (selector, RDF.type, OA.FragmentSelector) in graph
    return str(graph.value(selector, RDF.value))


def _texts(graph: Graph, annotation: Node, purpose: str) -> set[str]:
    bodies = [body for body in graph.objects(annotation, OA.hasBody) if (body, OA.hasPurpose, OA[purpose]) in graph]
    return {str(text) for body in bodies for text in graph.objects(body, RDF.value)}


def test_another_reader_finds_the_moments_as_annotations_of_stretches_of_one_video() -> None:
    graph = graph_of(write_web_annotation(SAMPLE), ANNOTATION_CONTEXT)
    annotations = _annotations(graph)
    assert len(annotations) == len(set(annotations)) == 4 + 4 + 5
    assert all((one, RDF.type, OA.Annotation) in graph for one in annotations)
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    assert value(graph, collection, AS.totalItems) == 13
    assert graph.value(collection, RDFS.label) == Literal("Film 1")
    targets = {graph.value(one, OA.hasTarget) for one in annotations}
    assert len({graph.value(one, OA.hasSource) for one in targets}) == 1
    moments = [one for one in annotations if (one, OA.motivatedBy, OA.highlighting) in graph]
    assert [_fragment(graph, one) for one in moments] == [
        "t=4.004,8.341667",
        "t=6.673333,10.01",
        "t=10.01,10.043367",
        "t=3725,3729",
    ]


def test_another_reader_finds_what_is_said_of_a_moment() -> None:
    graph = graph_of(write_web_annotation(SAMPLE), ANNOTATION_CONTEXT)
    first, _, _, _, _, _, second, *_ = _annotations(graph)
    assert _texts(graph, first, "describing") == {FIRST.title}
    assert _texts(graph, first, "commenting") == {FIRST.note}
    assert _texts(graph, first, "questioning") == {FIRST.question}
    assert _texts(graph, first, "classifying") == {"own.3.turning", "own.3.pause"}
    assert "Paus" in _texts(graph, first, "tagging")
    assert _texts(graph, second, "describing") == {HARD_TEXT}
    starred = [one for one in _annotations(graph) if (one, OA.motivatedBy, OA.bookmarking) in graph]
    assert starred == [first]


def test_another_reader_finds_key_frame_and_turns_linked_to_their_moment() -> None:
    graph = graph_of(write_web_annotation(SAMPLE), ANNOTATION_CONTEXT)
    first, key, *turns = _annotations(graph)[:6]
    for one in (key, *turns):
        linked = [body for body in graph.objects(one, OA.hasBody) if (body, OA.hasPurpose, OA.linking) in graph]
        assert [graph.value(body, OA.hasSource) for body in linked] == [first]
    assert _texts(graph, key, "identifying") == {"key"}
    assert _fragment(graph, key) == "t=4.437767,4.471133"
    assert [_texts(graph, one, "identifying") for one in turns] == [
        {"initiative"},
        {"reception"},
        {"response"},
        {"own"},
    ]
    people = [
        graph.value(graph.value(body, OA.hasSource), FOAF.name)
        for one in turns
        for body in graph.objects(one, OA.hasBody)
        if (body, OA.hasPurpose, OA.identifying) in graph and graph.value(body, OA.hasSource)
    ]
    assert [str(one) for one in people] == ["Child 1", "Parent 2", "Parent 2", "Child 1"]


def test_the_context_is_named_as_the_recommendation_demands() -> None:
    assert json.loads(write_web_annotation(SAMPLE))["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_identifiers_are_those_of_the_moment_wherever_it_stands() -> None:
    alone = replace(SAMPLE, moments=(OVERLAPPING,))
    ids = set(_annotations(graph_of(write_web_annotation(SAMPLE), ANNOTATION_CONTEXT)))
    assert set(_annotations(graph_of(write_web_annotation(alone), ANNOTATION_CONTEXT))) <= ids
    assert all(isinstance(one, URIRef) and one.startswith("urn:uuid:") for one in ids)


def test_a_film_without_marks_has_no_page() -> None:
    document = json.loads(write_web_annotation(EMPTY))
    assert (document["total"], "first" in document) == (0, False)
    assert read_web_annotation(write_web_annotation(EMPTY)).marks == ()


def test_times_between_microseconds_are_told() -> None:
    assert web_annotation_losses(SAMPLE) == (Loss("times", 12),)
    assert web_annotation_losses(replace(SAMPLE, moments=SAMPLE.moments[3:])) == ()


def test_a_stretch_shorter_than_a_step_keeps_a_length() -> None:
    brief = replace(TOUCHING, end=TOUCHING.begin + MICROSECOND / 9)
    (mark,) = read_web_annotation(write_web_annotation(replace(SAMPLE, moments=(brief,)))).marks
    assert (mark.begin, mark.end) == (Fraction(1001, 100), Fraction(1001, 100) + MICROSECOND)


@given(marked_films())
def test_whatever_is_written_is_read_back(film: MarkedFilm) -> None:
    data = write_web_annotation(film)
    assert data == write_web_annotation(film)
    marks = read_web_annotation(data).marks
    expected = [(one.begin, one.end, plain(one.title), plain(one.note)) for one in film.moments]
    expected += [(one.begin, one.end, "", plain(one.words)) for moment in film.moments for one in moment.turns]
    found = [(one.begin, one.end or one.begin, one.title, one.note) for one in marks]
    assert sorted(found) == sorted((_micro(begin), _micro(end), *words) for begin, end, *words in expected)
    assert sorted(one.key for one in marks if one.key is not None) == sorted(_micro(one.key) for one in film.moments)


def _micro(time: Fraction) -> Fraction:
    return rounded(time, MICROSECOND) * MICROSECOND


@pytest.mark.parametrize("film", [SAMPLE, EMPTY])
def test_every_document_is_json_with_nothing_unprintable(film: MarkedFilm) -> None:
    assert plain(write_web_annotation(film).decode()) == write_web_annotation(film).decode()
