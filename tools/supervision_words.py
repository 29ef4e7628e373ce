"""What the two of the acted-out supervision write to each other, in the three languages."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Said:
    """``trainee`` and ``supervisor`` are their names, the rest what they write."""

    trainee: str
    supervisor: str
    questions: str
    seen: str
    comment: str
    strengths: str
    wondering: str
    agreed: str


_SAID: Final = {
    "en": Said(
        "Tiina Trainee",
        "Sirkka Supervisor",
        "What do I do when she shows me something? I would like to see it more often.",
        "She waits",
        "You turn to her before you say anything. Look how she comes back to you.",
        "You give her time, and you receive with your whole body.",
        "What would happen if you waited one breath longer?",
        "Tiina films the same play once more, and looks for the waiting.",
    ),
    "fi": Said(
        "Tiina Koulutettava",
        "Sirkka Työnohjaaja",
        "Mitä teen, kun hän näyttää minulle jotakin? Haluaisin nähdä sen useammin.",
        "Hän odottaa",
        "Käännyt häneen päin ennen kuin sanot mitään. Katso, miten hän palaa luoksesi.",
        "Annat hänelle aikaa ja otat vastaan koko kehollasi.",
        "Mitä tapahtuisi, jos odottaisit yhden hengenvedon kauemmin?",
        "Tiina kuvaa saman leikin vielä kerran ja etsii odottamista.",
    ),
    "sv": Said(
        "Tiina Deltagare",
        "Sirkka Handledare",
        "Vad gör jag när hon visar mig något? Jag skulle vilja se det oftare.",
        "Hon väntar",
        "Du vänder dig mot henne innan du säger något. Se hur hon kommer tillbaka till dig.",
        "Du ger henne tid och tar emot med hela kroppen.",
        "Vad skulle hända om du väntade ett andetag längre?",
        "Tiina filmar samma lek en gång till och letar efter väntandet.",
    ),
}


def said_in(language: str) -> Said:
    """What they write in a language. Raises ``KeyError`` for one that the program does not speak."""
    return _SAID[language]
