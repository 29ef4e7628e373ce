import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.exchange.pdf_facts import figures, page_texts, without_spaces, xmp
from tests.exchange.sample_log import CHILD, EMPTY, FIRST, FULL, PICTURE
from tests.exchange.sample_picture import GREY
from vigtool.domain.identifiers import MomentId
from vigtool.domain.moments import TurnKind
from vigtool.domain.people import Person, Role
from vigtool.domain.purposes import STANDARD_PURPOSES
from vigtool.exchange import session_log_pdf
from vigtool.exchange.errors import ReportNotMade
from vigtool.exchange.jpeg_pictures import Jpeg
from vigtool.exchange.report_words import LANGUAGES, report_words
from vigtool.exchange.session_log import LoggedTurn, Pseudonym, SessionLog, to_json
from vigtool.exchange.session_log_pdf import render_pdf

LONG = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas"
MARKUP = '= Head #panic("x") *b* _i_ `r` $x^2$ <label> @ref // no /* no */ \\u{41} [U+] #import "/etc/passwd"'


PICTURES: dict[MomentId, Jpeg] = {FIRST.moment: replace(GREY, width=480, height=270)}
EITHER_WAY = pytest.mark.parametrize("pictures", [{}, PICTURES], ids=["words alone", "with a picture"])


def render(log: SessionLog, language: str = "fi", pictures: Mapping[MomentId, Jpeg] = MappingProxyType({})) -> bytes:
    return render_pdf(log, report_words(language), language, pictures)


def text_of(pdf: bytes) -> str:
    return "\n".join(page_texts(pdf))


def with_note(note: str) -> SessionLog:
    return replace(EMPTY, moments=(replace(FIRST, title="", note=note, turns=()),))


@EITHER_WAY
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_claims_both_standards_its_language_and_its_title(
    language: str, pictures: dict[MomentId, Jpeg]
) -> None:
    pdf = render(FULL, language, pictures)
    packet = xmp(pdf)
    assert re.findall(r"<pdfaid:part>(.*?)<", packet) == ["2"]
    assert re.findall(r"<pdfaid:conformance>(.*?)<", packet) == ["A"]
    assert re.findall(r"<pdfuaid:part>(.*?)<", packet) == ["1"]
    assert re.findall(r"<dc:language><rdf:Bag><rdf:li>(.*?)<", packet) == [language]
    title = re.findall(r"<dc:title>.*?<rdf:li[^>]*>(.*?)<", packet)
    assert len(title) == 1
    assert title[0].startswith(report_words(language)["title"])


@EITHER_WAY
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_tagged(language: str, pictures: dict[MomentId, Jpeg]) -> None:
    pdf = render(FULL, language, pictures)
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", pdf)
    assert re.search(rb"/Lang\s*\(" + language.encode() + rb"\)", pdf)
    assert re.search(rb"/DisplayDocTitle true", pdf)
    tags = set(re.findall(rb"/S\s*/(\w+)", pdf))
    assert {b"Document", b"Title", b"H1", b"H2", b"P", b"Table", b"THead", b"TH", b"TR", b"TD", b"L", b"LI"} <= tags


@pytest.mark.parametrize(
    ("language", "says", "below"),
    [
        ("fi", "Kuva hetkestä kohdassa 0:04,438", "Peitetty, ei tunnistamaton (Lapsi 1)"),
        ("sv", "Bild av ögonblicket vid 0:04,438", "Täckt, inte anonym (Barn 1)"),
        ("en", "Picture of the moment at 0:04.438", "Masked, not anonymous (Child 1)"),
    ],
)
def test_a_picture_says_in_words_what_it_is_and_who_is_covered(language: str, says: str, below: str) -> None:
    pdf = render(FULL, language, PICTURES)
    assert figures(pdf) == [says]
    assert without_spaces(below) in without_spaces(text_of(pdf))
    assert GREY.file in pdf
    unmasked = replace(FULL, moments=(replace(FIRST, picture=replace(PICTURE, masked=())),))
    assert without_spaces(below) not in without_spaces(text_of(render(unmasked, language, PICTURES)))


def test_a_log_without_pictures_has_none() -> None:
    pdf = render(FULL)
    assert figures(pdf) == []
    assert not re.search(rb"/Subtype\s*/Image", pdf)
    told_of_none = replace(FULL, moments=(replace(FIRST, picture=None),))
    assert figures(render(told_of_none, pictures=PICTURES)) == []


@EITHER_WAY
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_in_the_log_stands_on_its_pages(language: str, pictures: dict[MomentId, Jpeg]) -> None:
    words, text = report_words(language), without_spaces(text_of(render(FULL, language, pictures)))
    expected = [words["title"], words["note.pseudonyms"], FULL.question, FULL.case, FULL.session, FULL.vault]
    expected += [words[f"section.{key}"] for key in ("question", "moments", "words", "shown", "exported", "consents")]
    expected += [words[f"purpose.{purpose}"] for purpose in STANDARD_PURPOSES]
    expected += [words[f"turn.{kind}"] for kind in TurnKind]
    expected += [f"{words['role.parent']} 2", f"{words['role.child']} 1", FIRST.title, *FIRST.note.splitlines()]
    expected += [*FULL.words.splitlines(), *(gone.sha256 for gone in FULL.exported), FULL.journal.hash, "120\u2013249"]
    expected += [f"{one.consent} · {one.seq}" for one in FULL.consents]
    expected += [FULL.agreed, FULL.closing, *(one.words for one in FULL.heard), words["said.somebody"]]
    expected += [words["masked.people"].format(people=f"{words['role.child']} 1"), words["export.reel"]]
    assert [one for one in expected if without_spaces(one) not in text] == []


@pytest.mark.parametrize(
    ("language", "times"),
    [
        ("fi", ["22.11.2026 klo 14.05", "0:04,004\u20130:08,342 (4,338 s)", "1:02:05,000\u2013", "30.6.2027"]),
        ("sv", ["2026-11-22 kl. 14.05", "0:04,004\u20130:08,342 (4,338 s)", "1:02:05,000\u2013", "2027-06-30"]),
        ("en", ["22 November 2026, 14:05", "0:04.004\u20130:08.342 (4.338 s)", "1:02:05.000\u2013", "30 June 2027"]),
    ],
)
def test_times_are_written_as_the_language_writes_them(language: str, times: list[str]) -> None:
    text = without_spaces(text_of(render(FULL, language)))
    assert [time for time in times if without_spaces(time) not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_log_says_what_there_is_none_of(language: str) -> None:
    words, text = report_words(language), without_spaces(text_of(render(EMPTY, language)))
    nothing = [words[key] for key in words if key.startswith("none.")] + [words["fact.nobody"]]
    assert [one for one in nothing if without_spaces(one) not in text] == []


@pytest.mark.parametrize(("language", "name"), [("fi", "Tauko"), ("sv", "Paus"), ("en", "A pause")])
def test_principles_stand_in_the_language_of_the_page_and_one_without_words_by_its_id(language: str, name: str) -> None:
    text, heading = without_spaces(text_of(render(FULL, language))), report_words(language)["moment.principles"]
    assert without_spaces(f"{heading} {name} lost-words") in text
    assert text.count(without_spaces(heading)) == 1  # the second moment has none


def test_every_page_has_its_number_and_the_place_in_the_journal() -> None:
    pages = page_texts(render(with_note("Äiti odottaa ja katsoo. " * 400), "fi"))
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"Sivu {number} / {len(pages)}" in text
        assert f"{FULL.session} · Lokimerkintä 61" in text


def test_what_people_type_is_never_read_as_markup() -> None:
    log = replace(
        EMPTY,
        question=MARKUP,
        words=MARKUP,
        moments=(replace(FIRST, title=MARKUP, note=MARKUP, turns=(LoggedTurn(CHILD, TurnKind.OWN, 1, 2, MARKUP),)),),
    )
    assert without_spaces(text_of(render(log))).count(without_spaces(MARKUP)) == 5


def test_long_texts_and_words_are_set_whole() -> None:
    note = "\n".join(["Lapsi katsoo ja odottaa. " * 400, LONG * 6, "x" * 700, "https://esimerkki.fi/" + "a" * 300])
    assert without_spaces(note) in without_spaces("".join(_bodies(render(with_note(note)))))


def test_emoji_and_other_scripts_are_set_or_spelt() -> None:
    text = without_spaces(text_of(render(with_note("👍 🙂 ❤️ 漢 \ue000 \x07\nשלם"))))
    assert "👍🙂❤" in text
    assert "[U+6F22][U+E000][U+0007]" in text
    assert set("שלם") <= set(text)
    assert without_spaces(report_words("fi")["note.unprintable"]) in text


def test_a_log_without_strange_characters_does_not_speak_of_them() -> None:
    assert without_spaces(report_words("fi")["note.unprintable"]) not in without_spaces(text_of(render(FULL)))


@settings(max_examples=60)
@example("\u148e\ufeff")
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_whatever_is_typed_there_is_a_file(text: str) -> None:
    turn = LoggedTurn(CHILD, TurnKind.OWN, 1, 2, text)
    moment = replace(FIRST, title=text, note=text, turns=(turn,))
    assert render(replace(EMPTY, question=text, words=text, moments=(moment,))).startswith(b"%PDF-1.7")


def test_the_same_log_gives_the_same_bytes() -> None:
    assert render(FULL) == render(FULL)


def test_a_pseudonym_takes_no_name_along_and_the_page_not_even_the_id() -> None:
    aino = Person(CHILD.person, FULL.case, "Aino Esimerkki", Role.CHILD, 1)
    log = replace(FULL, present=(Pseudonym.of(aino),))
    assert log.present == (CHILD,)
    pdf = render(log)
    for needle in ("Aino", "Esimerkki", CHILD.person):
        assert needle not in text_of(pdf)
        assert needle.encode() not in pdf
    assert b"Aino" not in to_json(log)


def test_a_template_that_fails_is_a_typed_error_without_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_log_pdf, "_coverage", lambda: (frozenset(range(0x110000)),))
    with pytest.raises(ReportNotMade) as caught:
        render(with_note("Aino 漢"))
    assert caught.value.report == "session_log"
    assert caught.value.__suppress_context__


NO_FILES = """
import resource, sys
from tests.exchange.sample_log import FULL
from vigtool.exchange.report_words import report_words
from vigtool.exchange.session_log_pdf import render_pdf
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    with open(sys.argv[1], "wb") as file:
        file.write(b"x")
except OSError:
    print("files are refused", len(render_pdf(FULL, report_words("sv"), "sv")) > 10_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of written files")
def test_nothing_is_written_to_any_file_on_the_way(tmp_path_factory: pytest.TempPathFactory) -> None:
    probe = tmp_path_factory.mktemp("probe") / "probe"
    child = subprocess.run([sys.executable, "-c", NO_FILES, str(probe)], capture_output=True, text=True, check=True)
    assert child.stdout == "files are refused True\n"


def _bodies(pdf: bytes) -> list[str]:
    """The pages without their footer, the last line of each."""
    return [text.rstrip().rpartition("\n")[0] for text in page_texts(pdf)]
