"""Policies as files: what is said in them, and what is no policy, by line."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from tests.exchange.sample_policy import PURPOSE, WHOLE, as_text, policy_text
from vigtool.domain.policy import BUILT_IN, Contact, Organisation
from vigtool.domain.purposes import Act, LegalBasis, Purpose
from vigtool.domain.retention import Terms
from vigtool.exchange.errors import UnknownVersion
from vigtool.exchange.policy import MOST_BYTES, BadPolicy, from_json, key_named_in, to_be_signed

Change = Callable[[dict[str, Any]], object]


def test_everything_that_can_be_said_is_read() -> None:
    policy = from_json(policy_text())
    assert policy.version == 3
    assert policy.organisation == Organisation(
        "Rannikon hyvinvointialue", (Contact("Tietosuojavastaava", "tietosuoja@rannikko.example"),)
    )
    assert policy.terms == Terms(film_months=1, log_years=12, remind_days=7)
    assert (policy.lock_after_minutes, policy.backup_reminder_days) == (15, 3)
    assert (policy.basis, policy.notice_languages, policy.templates) == (
        LegalBasis.PUBLIC_TASK,
        ("sv", "fi"),
        "/srv/vigtool/forms",
    )
    (own,) = policy.own_purposes
    assert (own.id, own.acts, own.name.en) == (
        Purpose("team-learning"),
        frozenset({Act.SHOW, Act.SCREEN}),
        "Learning in the team",
    )


def test_what_is_not_said_is_as_in_the_built_in_policy() -> None:
    policy = from_json(
        as_text(
            {name: WHOLE[name] for name in ("format", "format_version", "version")} | {"organisation": {"name": "A"}}
        )
    )
    assert policy.terms == BUILT_IN.terms == Terms(film_months=2, log_years=30, remind_days=14)
    assert policy.lock_after_minutes == BUILT_IN.lock_after_minutes
    assert policy.backup_reminder_days == BUILT_IN.backup_reminder_days
    assert policy.notice_languages == BUILT_IN.notice_languages
    assert (policy.own_purposes, policy.templates, policy.basis) == ((), "", None)
    assert from_json(policy_text(lambda one: one.update(retention={"film_months": 6}))).terms == Terms(film_months=6)


def remove(name: str) -> Change:
    return lambda policy: policy.pop(name)


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (remove("organisation"), "$", "{"),
        (remove("version"), "$", "{"),
        (lambda one: one.update(colour="red"), "$", "{"),
        (lambda one: one.update(format="vigtool-pack"), "$.format", '"format"'),
        (lambda one: one.update(version=0), "$.version", '"version"'),
        (lambda one: one["organisation"].update(name=" "), "$.organisation.name", '"name"'),
        (lambda one: one["organisation"]["contacts"][0].pop("how"), "$.organisation.contacts[0]", "{"),
        (lambda one: one["retention"].update(film_months=-1), "$.retention.film_months", '"film_months"'),
        (lambda one: one["retention"].update(log_years=0), "$.retention.log_years", '"log_years"'),
        (lambda one: one["retention"].update(remind_days=1000), "$.retention.remind_days", '"remind_days"'),
        (lambda one: one.update(lock_after_minutes=61), "$.lock_after_minutes", '"lock_after_minutes"'),
        (lambda one: one.update(lock_after_minutes=0), "$.lock_after_minutes", '"lock_after_minutes"'),
        (lambda one: one.update(backup_reminder_days=0), "$.backup_reminder_days", '"backup_reminder_days"'),
        (lambda one: one.update(legal_basis="because"), "$.legal_basis", '"legal_basis"'),
        (lambda one: one.update(notice_languages=[]), "$.notice_languages", '"notice_languages"'),
        (lambda one: one.update(notice_languages=["fi", "fi"]), "$.notice_languages[1]", '"fi"'),
        (lambda one: one.update(notice_languages=["fi", "de"]), "$.notice_languages[1]", '"de"'),
        (lambda one: one.update(templates=""), "$.templates", '"templates"'),
        (lambda one: one["purposes"][0].update(acts=["fly"]), "$.purposes[0].acts[0]", '"fly"'),
        (lambda one: one["purposes"][0].update(id="guidance"), "$.purposes[0].id", '"id"'),
        (lambda one: one["purposes"].append(PURPOSE), "$.purposes[1]", "{"),
    ],
    ids=count(),
)
def test_the_first_mistake_is_told_by_its_place(change: Change, where: str, words: str) -> None:
    text = policy_text(change)
    with pytest.raises(BadPolicy) as bad:
        from_json(text)
    assert bad.value.where == where
    assert text.splitlines()[bad.value.line - 1].strip().startswith(words)


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 1, "version": 2}', "x" * (MOST_BYTES + 1), '{"\ud800": 1}']
)
def test_what_is_no_policy_at_all(text: str) -> None:
    with pytest.raises(BadPolicy):
        from_json(text)


def test_a_name_that_stands_twice() -> None:
    text = policy_text().replace('"version": 3', '"version": 3,\n  "version": 4')
    with pytest.raises(BadPolicy) as bad:
        from_json(text)
    assert bad.value.line == 5


def test_a_newer_form_is_told_as_such() -> None:
    with pytest.raises(UnknownVersion):
        from_json(policy_text(lambda one: one.update(format_version=2)))


def test_a_policy_is_signed_in_one_way_only_and_names_its_key() -> None:
    text = to_be_signed(policy_text(), "it.example+00000000+AAAA")
    assert key_named_in(text) == "it.example+00000000+AAAA"
    assert key_named_in(policy_text()) == ""
    assert from_json(text) == from_json(policy_text())
    assert to_be_signed(text, "it.example+00000000+AAAA") == text
    assert text.endswith("}\n")
    assert "\t" not in text
