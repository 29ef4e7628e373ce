"""Other people's names do not go out with one person's folder."""

import unicodedata

import pytest

from vigtool.domain.naming import without_names

OTHERS = {"Aino Virtanen": "Child 1", "Kaisa": "Parent 2", "O": "Other 1", "R. (mother)": "Parent 1"} | {
    "Pekka": "Child 2",
    "Tuomas": "Other 2",
    "Lahti": "Other 3",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aino katsoo äitiä.", "Child 1 katsoo äitiä."),
        ("Ainolle annettiin aikaa, Kaisan syli.", "Child 1 annettiin aikaa, Parent 2 syli."),
        ("AINO VIRTANEN och kaisa", "Child 1 och Parent 2"),
        ("R. (mother) waits", "Parent 1 waits"),
        ("O is too short to be looked for", "O is too short to be looked for"),
        ("Vainottu", "Vainottu"),
        ("Pekan ja Tuomaksen vuoro, sitten Lahden", "Child 2 ja Other 2 vuoro, sitten Other 3"),
        ("", ""),
    ],
)
def test_a_name_gives_way_in_whatever_form_it_stands(text: str, expected: str) -> None:
    assert without_names(text, OTHERS) == expected


def test_without_others_a_text_stays_as_it_is() -> None:
    assert without_names("Aino", {}) == "Aino"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Aino-Inkeri", "Aino ja Inkerin syli", "X ja X syli"),
        ("İbrahim", "İbrahim, ibrahimille, IBRAHIM", "X, X, X"),
        ("Ilkka", "İlkka \u0131lkka", "X X"),
        ("Groß", "Groß, GROSS", "X, X"),
        ("Päivi", unicodedata.normalize("NFD", "Päivin vuoro"), "X vuoro"),
        (unicodedata.normalize("NFD", "Päivi"), "Päivin vuoro", "X vuoro"),
        ('"Ville" Virtanen', "Ville nauroi", "X nauroi"),
        ("(Kati)", "Kati odotti", "X odotti"),
        ("Ville (isä)", "Ville on isä", "X on isä"),
    ],
)
def test_it_does_not_matter_how_a_name_is_written(name: str, text: str, expected: str) -> None:
    assert without_names(text, {name: "X"}) == expected
