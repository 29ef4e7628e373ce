"""The texts of the demo case in the chosen language, by the keys that the drawn film's story uses."""

from vigtool.wording.translation import tr


def demo_words(key: str) -> str:
    """The text for a key of the demo. Raises ``KeyError`` for one that has none."""
    return (_people() | _turns() | _moments() | _steps())[key]


def _people() -> dict[str, str]:
    return {
        "demo.case": tr("Demo: Aino and her mother"),
        "demo.question": tr("How does Aino show me what she would like to do with me?"),
        "demo.child": tr("Aino"),
        "demo.adult": tr("Mother"),
        "demo.own_moment": tr("A moment to look at"),
        "demo.words": tr(
            "I saw how she looks at me before she puts the block down. I did not know that I wait so well."
        ),
    }


def _turns() -> dict[str, str]:
    return {
        "demo.child_holds_up_block": tr("Holds up a block and looks at her mother."),
        "demo.adult_leans_in_and_smiles": tr("Leans in, turns to her and smiles."),
        "demo.adult_points_to_tower": tr("Points to the tower: where does it go?"),
        "demo.child_puts_block_on_tower": tr("Puts the block on the tower."),
        "demo.adult_nods": tr("Nods and waits."),
        "demo.adult_claps": tr("Claps her hands with her."),
        "demo.child_points_to_bird": tr("Points to the window: a bird!"),
        "demo.adult_follows_and_looks_back": tr("Follows her look, and looks back at her."),
        "demo.adult_waves_to_bird": tr("Waves to the bird."),
        "demo.child_laughs_and_waves": tr("Laughs and waves too."),
        "demo.adult_offers_block": tr("Offers her a block on an open hand."),
        "demo.child_looks_up_and_smiles": tr("Looks up and smiles."),
        "demo.child_finishes_tower": tr("Takes it and finishes the tower."),
        "demo.adult_nods_and_smiles": tr("Nods and smiles."),
    }


def _moments() -> dict[str, str]:
    return {
        "demo.moment_block.title": tr("Look, a block"),
        "demo.moment_block.note": tr("Aino shows what she has; her mother receives it with her whole body, and waits."),
        "demo.moment_block.question": tr("What did you notice yourself doing here?"),
        "demo.moment_bird.title": tr("The bird at the window"),
        "demo.moment_bird.note": tr("Her mother follows her look and comes back to her: they share it."),
        "demo.moment_bird.question": tr("How did Aino show that she wanted you to see it too?"),
        "demo.moment_offer.title": tr("The last block"),
        "demo.moment_offer.note": tr("An offer with an open hand, and time to answer it."),
        "demo.moment_offer.question": tr("What helped her to say yes?"),
    }


def _steps() -> dict[str, str]:
    return {
        "demo.step.vault": tr("Making an encrypted vault."),
        "demo.step.film": tr("Drawing a film, as a phone would deliver it."),
        "demo.step.case": tr("Opening a case with a child and her mother."),
        "demo.step.import": tr("Importing the film: first without consent (refused), then with it."),
        "demo.step.mark": tr("Marking moments."),
        "demo.step.refused": tr("Asking for a clip for the family: refused, nobody has been asked yet."),
        "demo.step.clip": tr("With the consent: writing the clip and verifying it frame by frame."),
        "demo.step.session": tr("Putting a session on record, and writing its log."),
        "demo.step.pictures": tr("Taking pictures of the window."),
    }
