"""Why something may not be done, line by line."""

import pytest

from vigtool.domain.consent import ConsentState
from vigtool.domain.deciding import Ground, Intent, Reason, Refusal
from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.purposes import Act, Purposes
from vigtool.wording.refusals import refusal_lines

WHO = PersonId("aaaaaaaaaaaa")


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_has_a_line_of_its_own(ground: Ground) -> None:
    intent = Intent(Act.PACKAGE, Purposes.SUPERVISION, RecordingId("film"))
    others = tuple(Reason(WHO, Purposes.SUPERVISION, ConsentState.UNKNOWN, one) for one in Ground)
    lines = refusal_lines(Refusal(intent, others), {WHO: "Aino"})
    assert len(set(lines)) == len(Ground)
    [line] = refusal_lines(Refusal(intent, (others[list(Ground).index(ground)],)), {WHO: "Aino"})
    assert line
    assert "{" not in line


def test_a_limit_to_named_contacts_says_whose_and_for_what() -> None:
    intent = Intent(Act.PACKAGE, Purposes.SUPERVISION, RecordingId("film"))
    reason = Reason(WHO, Purposes.SUPERVISION, ConsentState.UNKNOWN, Ground.RECIPIENT)
    [line] = refusal_lines(Refusal(intent, (reason,)), {WHO: "Aino"})
    assert line.startswith("Aino agreed to ")
    assert "verified" in line
