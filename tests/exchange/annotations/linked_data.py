"""JSON-LD read as what it says, by a reader that is not ours and without any network."""

import json
import warnings
from typing import Any, Final

import rdflib

OA: Final = rdflib.Namespace("http://www.w3.org/ns/oa#")
AS: Final = rdflib.Namespace("http://www.w3.org/ns/activitystreams#")
FOAF: Final = rdflib.Namespace("http://xmlns.com/foaf/0.1/")

_OA_CLASSES: Final = ("Annotation", "TextualBody", "SpecificResource", "FragmentSelector")
_MOTIVES: Final = (
    *("bookmarking", "classifying", "commenting", "describing"),
    *("highlighting", "identifying", "linking", "questioning", "tagging"),
)


def _link(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


ANNOTATION_CONTEXT: Final[dict[str, Any]] = {
    "oa": str(OA),
    "as": str(AS),
    "foaf": str(FOAF),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in (*_OA_CLASSES, *_MOTIVES)},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Video": "http://purl.org/dc/dcmitype/MovingImage",
    "Person": "foaf:Person",
    "body": _link("oa:hasBody"),
    "target": _link("oa:hasTarget"),
    "source": _link("oa:hasSource"),
    "selector": _link("oa:hasSelector"),
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "first": _link("as:first"),
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "conformsTo": _link("dcterms:conformsTo"),
    "label": "rdfs:label",
    "name": "foaf:name",
}
"""The terms of the recommendation's context that are used here, for nobody fetches it in a test."""


def value(graph: rdflib.Graph, node: Any, term: rdflib.URIRef) -> Any:  # noqa: ANN401 - what stands there is of any type
    """What a document says of something, in Python's own type where it is no thing itself."""
    found = graph.value(node, term)
    return found.toPython() if isinstance(found, rdflib.Literal) else found


def graph_of(data: bytes, context: dict[str, Any] | None = None) -> rdflib.Graph:
    """The statements of a document; ``context`` takes the place of one that is named by its address."""
    document = json.loads(data)
    if context is not None:
        document["@context"] = context
    with warnings.catch_warnings():
        # The reader warns of its own parts.
        warnings.simplefilter("ignore", DeprecationWarning)
        return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
