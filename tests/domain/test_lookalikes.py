"""Names that pass for others: which are not taken at all, and which are taken for the same."""

import pytest

from vigtool.domain.lookalikes import MOST_LETTERS, is_fit_name, skeleton

LATIN_A, CYRILLIC_A = "a", "\u0430"


@pytest.mark.parametrize(
    "name",
    ["Maija Mäki", "M. O'Neil-Öst (Vaasa)", "Anna 2", "\u0410\u043d\u043d\u0430", "\u7530\u4e2d", "a" * MOST_LETTERS],
)
def test_a_name_in_one_script_is_fit(name: str) -> None:
    assert is_fit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "   ",
        " Anna",
        "Anna ",
        "An  na",
        "An\u00a0na",
        "An\nna",
        "An\u200bna",
        "\u202eannA",
        "An\u00adna",
        "Anna\ufe0f",
        "An\u3164na",
        "12",
        "Anna \U0001f600",
        "A\u0308iti",
        "A\u0323\u0331\u0347nna",
        f"Ann{CYRILLIC_A}",
        "Anna\ud800",
        "a" * (MOST_LETTERS + 1),
    ],
)
def test_a_name_that_could_hide_something_is_not(name: str) -> None:
    assert not is_fit_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maija Mäki", "MAIJA MAKI"),
        ("Anna Öst", "Anna.Ost"),
        ("\u0421\u043e\u0441\u0430", "Coca"),
        ("\u0391\u039d\u039d\u0391", "Anna"),
        ("\u039c\u0395\u03a4\u0397", "METH"),
        ("Bill", "BiII"),
        ("Bi11", "Bill"),
        ("Arne", "Ame"),
        ("Vivva", "Viwa"),
        ("0sk\u0430r", "Oskar"),
        ("\uff21nna", "Anna"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Anna", "Anne"), ("Maija", "Marja"), ("Liisa", "Lisa"), ("Anna", "Hanna")])
def test_other_names_have_another(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)
