"""What all cards of a film stand on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from vigtool.domain.identifiers import PersonId, RecordingId
from vigtool.domain.moments import Moment, Turn, TurnKind
from vigtool.domain.people import Person
from vigtool.domain.ticks import FrameTimes
from vigtool.gui.playing.time_words import clock_words, length_words
from vigtool.gui.preparing.cards.principle_words import PrincipleWords
from vigtool.gui.preparing.key_map import KeyMap
from vigtool.wording.names import turn_name
from vigtool.wording.translation import tr

PLACES = 3
"""Decimals of a second in an exact time."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The film and its people; ``playhead`` tells the frame that is shown, ``question`` is the helping question.

    ``shown`` are the moments of the family's films, with those films' times, where this is the film of a review;
    ``folds`` remembers which parts of the open card are unfolded, from one moment to the next.
    ``leaves``: whether anything of the film may go anywhere; nothing does of what is here for supervision.
    """

    people: Sequence[Person]
    times: FrameTimes
    playhead: Callable[[], int]
    read_only: bool = False
    question: str = ""
    principles: PrincipleWords = field(default_factory=PrincipleWords)
    shown: Sequence[Moment] = ()
    shown_times: Mapping[RecordingId, FrameTimes] = field(default_factory=dict)
    folds: set[str] = field(default_factory=set)
    keys: KeyMap = field(default_factory=KeyMap)
    star: str = ""
    leaves: bool = True

    @property
    def chosen(self) -> str:
        """What a moment is that has a star."""
        return self.star or tr("Chosen for the review")

    def name(self, person: PersonId) -> str:
        """What a person is called; someone who left the film is not forgotten."""
        return next((one.name for one in self.people if one.id == person), tr("Someone no longer in this film"))

    def told(self, turn: Turn) -> str:
        """Whose turn it is, and what it is called: its own words name a turn of no other kind."""
        own = turn.kind is TurnKind.OWN and " ".join(turn.words.split())
        return f"{self.name(turn.person)}: {own or turn_name(turn.kind)}"

    def clock(self, tick: int, places: int = 1) -> str:
        """When a tick is, in words."""
        return clock_words(self.times.seconds_from_start(tick), places)

    def when(self, moment: Moment) -> str:
        """Return when a moment begins and how long it is."""
        frames = len(self.times.frames_of(moment.span))
        length = length_words(self.times.time_base.seconds(moment.span.length), frames)
        return f"{self.clock(moment.span.start)} \u00b7 {length}"

    def heading(self, moment: Moment) -> str:
        """Return a moment's title on one line, or what stands for it."""
        title = " ".join(moment.title.split())
        return title or tr("Moment at {time}").format(time=self.clock(moment.span.start))
