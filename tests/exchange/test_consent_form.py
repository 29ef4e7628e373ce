"""The form and the notice: what stands on them, that they are PDF/A and PDF/UA, and an organisation's own templates."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exchange.pdf_facts import page_texts, without_spaces, xmp
from vigtool.domain.people import Deciding
from vigtool.domain.policy import Contact, Organisation
from vigtool.domain.retention import STANDARD_TERMS
from vigtool.exchange.consent_form import FORM, NOTICE, Asked, Paper, Question, consent_form, consent_notice
from vigtool.exchange.errors import BadTemplate, UnknownLanguage
from vigtool.exchange.form_templates import MOST_BYTES, FormTemplates, filled
from vigtool.exchange.purposes import built_in_purposes
from vigtool.exchange.report_words import LANGUAGES
from vigtool.exchange.resource_files import resource

WHEN = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
OURS = Organisation("Rannikon hyvinvointialue", (Contact("Tietosuojavastaava", "tietosuoja@rannikko.example"),))
CHILD = Asked("Aino-Inkeri", "Lapsi", ("Maarit", "Olli"), Deciding.ALL, has_view=True)
PARENT = Asked("Maarit", "Vanhempi")
BUILT_IN = FormTemplates()


def paper(language: str = "fi", organisation: Organisation = OURS) -> Paper:
    questions = [Question(card, card.basis) for card in built_in_purposes()]
    return Paper(language, WHEN, organisation, questions, STANDARD_TERMS)


def form_text(*people: Asked, language: str = "fi", templates: FormTemplates = BUILT_IN) -> str:
    return without_spaces("".join(page_texts(consent_form(templates, paper(language), people))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_claim_the_standards_their_language_and_are_tagged(language: str) -> None:
    for pdf in (consent_form(BUILT_IN, paper(language), [CHILD, PARENT]), consent_notice(BUILT_IN, paper(language))):
        packet = xmp(pdf)
        assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
        assert re.findall(r"<pdfaid:conformance>(.*?)<", packet) == ["A"]
        assert re.findall(r"<pdfuaid:part>(.*?)<", packet) == ["1"]
        assert re.findall(r"<dc:language><rdf:Bag><rdf:li>(.*?)<", packet) == [language]
        assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", pdf)
        tags = set(re.findall(rb"/S\s*/(\w+)", pdf))
        assert {b"Document", b"Title", b"H1", b"P", b"Table", b"THead", b"TH", b"TR", b"TD"} <= tags


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_has_people_purposes_boxes_and_the_versions(language: str) -> None:
    words = BUILT_IN.texts(FORM, language)
    text = form_text(CHILD, PARENT, language=language)
    cards = built_in_purposes()
    wanted = [card.says.in_language(language) for card in cards] + [card.name.in_language(language) for card in cards]
    wanted += ["Aino-Inkeri (Lapsi)", "Maarit (Vanhempi)", OURS.name, "tietosuoja@rannikko.example"]
    wanted += [words["withdraw.text"], words["child.how"], words["signature.guider"], words["intro"]]
    wanted += [filled(words["decides.all"], {"name": "Aino-Inkeri", "guardians": "Maarit, Olli"})]
    wanted += [filled(words["signature.of"], {"name": one}) for one in ("Maarit", "Olli")]
    notice = BUILT_IN.texts(NOTICE, language)["version"]
    wanted += [filled(words["footer"], {"version": words["version"], "notice": notice})]
    assert [one for one in wanted if without_spaces(one) not in text] == []
    boxes = 2 * (2 * len(cards)) + 3 + 2  # yes and no for two people, the child's three, the notice for each
    assert text.count("\u2610") == boxes


def test_only_children_are_asked_how_they_see_it() -> None:
    how = without_spaces(BUILT_IN.texts(FORM, "fi")["child.how"])
    assert how in form_text(CHILD)
    assert how not in form_text(PARENT)


def test_a_child_without_a_named_guardian_has_room_for_one() -> None:
    text = form_text(Asked("Eino", "Lapsi", has_view=True))
    assert without_spaces(BUILT_IN.texts(FORM, "fi")["signature.guardian"]) in text
    assert without_spaces("Allekirjoitus, Eino") not in text


def test_what_people_are_called_is_never_read_as_markup() -> None:
    name = '#panic("x") *b* {guardians} <l> @r'
    assert without_spaces(name) in form_text(Asked(name, "Lapsi", ("{name}", "#x"), Deciding.ANY, has_view=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_has_what_the_regulation_asks_for(language: str) -> None:
    text = without_spaces("".join(page_texts(consent_notice(BUILT_IN, paper(language)))))
    words = BUILT_IN.texts(NOTICE, language)
    wanted = [words[f"{number}.heading"] for number in range(1, 10)]
    wanted += [OURS.name, "tietosuoja@rannikko.example", str(STANDARD_TERMS.film_months), str(STANDARD_TERMS.log_years)]
    wanted += [card.says.in_language(language) for card in built_in_purposes()]
    assert [one for one in wanted if without_spaces(one) not in text] == []


def test_without_an_organisation_there_is_room_to_fill_it_in() -> None:
    text = without_spaces("".join(page_texts(consent_notice(BUILT_IN, paper("en", Organisation())))))
    assert without_spaces(BUILT_IN.texts(NOTICE, "en")["organisation.blank"]) in text


def test_every_language_has_every_text_with_the_same_places() -> None:
    for form in (FORM, NOTICE):
        texts = {one: BUILT_IN.texts(form, one) for one in LANGUAGES}
        places = {
            language: {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in found.items()}
            for language, found in texts.items()
        }
        assert places["fi"] == places["en"] == places["sv"]


def test_an_unknown_language_is_told() -> None:
    with pytest.raises(UnknownLanguage):
        BUILT_IN.texts(FORM, "de")


def own(folder: Path, **texts: str) -> FormTemplates:
    (folder / "consent_form.fi.json").write_text(json.dumps({"version": "oma-2", **texts}), "utf-8")
    return FormTemplates(folder)


def test_an_organisations_own_texts_stand_in_the_place_of_the_built_in_ones(tmp_path: Path) -> None:
    text = form_text(PARENT, templates=own(tmp_path, intro="Meill\u00e4 kuvataan n\u00e4in."))
    assert without_spaces("Meill\u00e4 kuvataan n\u00e4in.") in text
    assert without_spaces("Lomake oma-2") in text
    assert without_spaces(BUILT_IN.texts(FORM, "fi")["withdraw.text"]) in text


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"[]",
        b"\xff",
        b'{"intro": "x"}',
        b'{"version": " "}',
        b'{"version": "1", "strange": "x"}',
        b'{"version": "1", "intro": "{name}"}',
        b'{"version": "1", "intro": 3}',
        b" " * (MOST_BYTES + 1),
    ],
)
def test_texts_that_cannot_be_used_are_a_typed_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "consent_form.fi.json").write_bytes(content)
    with pytest.raises(BadTemplate) as caught:
        form_text(PARENT, templates=FormTemplates(tmp_path))
    assert caught.value.file == "consent_form.fi.json"
    assert form_text(PARENT)


def layout(folder: Path, content: str) -> FormTemplates:
    (folder / "consent_form.typ").write_text(content, "utf-8")
    return FormTemplates(folder)


PLAIN = """#let page-data = json(bytes(sys.inputs.page))
#set document(title: page-data.words.title)
#title()
"""


def test_an_organisations_own_layout_is_used_and_may_have_a_logo(tmp_path: Path) -> None:
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "logo.svg").write_text(logo, "utf-8")
    pdf = consent_form(layout(tmp_path, PLAIN + '#image("logo.svg", alt: "Logo")\nOmamme'), paper(), [PARENT])
    assert "Omamme" in "".join(page_texts(pdf))


@pytest.mark.parametrize(
    "content",
    [
        "#nothing",
        "no title, so no PDF/UA",
        PLAIN + '#import "@preview/cetz:0.3.0": canvas',
        PLAIN + '// even "@preview/cetz:0.3.0" in a remark: nothing looks for where it would be fetched from',
        PLAIN + '#read("/../outside.txt")',
        PLAIN + '#read("../outside.txt")',
    ],
)
def test_a_layout_that_fails_or_reaches_out_is_a_typed_error(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("secret", "utf-8")
    with pytest.raises(BadTemplate) as caught:
        consent_form(layout(folder, content), paper(), [PARENT])
    assert caught.value.file == "consent_form.typ"


def test_a_built_in_template_names_no_package_and_reads_no_file() -> None:
    for form in (FORM, NOTICE):
        text = resource("reports", f"{form}.typ").read_text("utf-8")
        assert not re.search(r"@|#import|read\(|image\(", text)


def test_the_same_form_has_the_same_bytes() -> None:
    assert consent_form(BUILT_IN, paper(), [CHILD]) == consent_form(BUILT_IN, paper(), [CHILD])


@pytest.mark.parametrize("language", LANGUAGES)
def test_to_whom_alone_stands_at_supervision_by_name_or_with_room_for_names(language: str) -> None:
    words = BUILT_IN.texts(FORM, language)
    limited = Asked("Maarit", "Vanhempi", only=("Eeva #1", "Ulla"))
    named = without_spaces(filled(words["only"], {"names": "Eeva #1, Ulla"}))
    assert form_text(limited, language=language).count(named) == 1
    room = without_spaces(words["only.blank"])
    assert room not in form_text(PARENT, language=language)
    with_room = replace(paper(language), may_limit=True)
    text = without_spaces("".join(page_texts(consent_form(BUILT_IN, with_room, [PARENT, limited]))))
    assert (text.count(room), text.count(named)) == (1, 1)
