"""What holds where an organisation has laid down nothing."""

from vigtool.domain.policy import BUILT_IN, LOCK_MINUTES, Organisation, Policy
from vigtool.domain.retention import STANDARD_TERMS


def test_without_a_policy_the_standard_terms_hold_and_nobody_is_named_as_answering() -> None:
    assert BUILT_IN.terms == STANDARD_TERMS
    assert BUILT_IN.organisation == Organisation("", ())
    assert BUILT_IN.lock_after_minutes == LOCK_MINUTES
    assert BUILT_IN.own_purposes == ()


def test_any_policy_of_an_organisation_is_newer_than_the_built_in_one() -> None:
    assert Policy(version=1).version > BUILT_IN.version
    assert Policy(version=1) != BUILT_IN
