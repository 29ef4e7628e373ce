"""What was seen in a moment, in plain words: its turns and its principles."""

from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.services.people import everyone
from vigtool.services.principles import seen
from vigtool.services.recordings import recording
from vigtool.services.workspace import Workspace
from vigtool.wording.names import turn_name
from vigtool.wording.translation import language, tr


def turn_lines(ws: Workspace, moment: Moment) -> list[str]:
    """Each turn on a line: who, what kind of turn, in which words."""
    case_id = recording(ws, moment.recording).case
    names = {one.id: one.name for one in everyone(ws, case_id)}
    return [_line(names.get(turn.person, tr("Somebody")), turn) for turn in moment.turns]


def principle_words(ws: Workspace, moment: Moment) -> list[str]:
    """The principles by their names; those of a pack that this vault does not know are left out."""
    found = (seen(ws, one) for one in moment.principles)
    return [one.name.in_language(language()) for one in found if one is not None]


def _line(name: str, turn: Turn) -> str:
    if turn.kind is TurnKind.OWN and turn.words:
        return f"{name}: {turn.words}"
    kind = turn_name(turn.kind)
    return f"{name}: {kind}, {turn.words}" if turn.words else f"{name}: {kind}"
