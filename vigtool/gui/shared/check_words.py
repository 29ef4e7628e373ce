"""What a look at everything in a vault has found, in words."""

from collections.abc import Iterable, Mapping

from vigtool.services.verifying import VaultReport
from vigtool.vault.errors import Damaged
from vigtool.wording.backup_sentences import damage_words
from vigtool.wording.translation import tr, trn


def read_words(report: VaultReport) -> str:
    """Say how much was read."""
    films = trn("{count} film was read", "{count} films were read", report.recordings).format(count=report.recordings)
    return trn("{films}, and {count} entry.", "{films}, and {count} entries.", report.events).format(
        films=films, count=report.events
    )


def told_damage(damage: Iterable[Damaged], names: Mapping[str, str]) -> list[str]:
    """Say what is damaged, each thing once; ``names`` are those of films and cases by their ids."""
    named = {id_: tr("“{name}”").format(name=name) for id_, name in names.items()}
    return list(dict.fromkeys(damage_words(one, named.get(one.id, one.id)) for one in damage))
