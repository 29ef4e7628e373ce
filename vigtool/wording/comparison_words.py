"""Two people's marks of the same film, told in words: what both noticed first, and no score."""

from collections.abc import Callable
from typing import TypeAlias

from vigtool.domain.comparing import Alone, Comparison, Pair
from vigtool.exchange.comparison import Side
from vigtool.wording.translation import tr, trn

Words: TypeAlias = Callable[[int], str]


def side_name(side: Side) -> str:
    """Who marked, as a heading."""
    return {
        Side.TRAINEE: tr("Trainee"),
        Side.SUPERVISOR: tr("Supervisor"),
        Side.VAULT: tr("Your vault"),
        Side.FILE: tr("The file"),
    }[side]


def summary_words(found: Comparison, sides: tuple[Side, Side]) -> list[str]:
    """A comparison of one film in sentences: what is common before what is each one's own."""
    if not (found.matched or found.only_a or found.only_b):
        return [tr("Neither has marked a moment in this film yet.")]
    told = [*_common(found.matched), _only(found.only_a, sides[0]), _only(found.only_b, sides[1])]
    told.append(_divided([*found.only_a, *found.only_b]))
    return [one for one in told if one]


def difference_words(pair: Pair, side: Side) -> str:
    """How ``side``, who is b, differs in a moment that both noticed."""
    later = [_later_words(_begins, pair.first), _later_words(_ends, pair.stop), _later_words(_key, pair.key)]
    moved = ", ".join(one for one in later if one)
    told = [tr("{who}: {differences}.").format(who=side_name(side), differences=moved)] if moved else []
    if not pair.same_principles:
        told.append(tr("The principles seen in it differ."))
    return " ".join(told) or tr("It is the very same.")


def _common(pairs: tuple[Pair, ...]) -> list[str]:
    if not pairs:
        return [tr("Each noticed moments of their own: there is much to show one another.")]
    alike = sum(pair.same_frames for pair in pairs)
    coded = [pair for pair in pairs if pair.same or not pair.same_principles]
    agreed = sum(pair.same_principles for pair in coded)
    told = [_count(trn("Both noticed {count} moment.", "Both noticed {count} moments.", len(pairs)), len(pairs))]
    told += [_count(_alike(alike), alike), _count(_moved(len(pairs) - alike), len(pairs) - alike)]
    told += [_count(_agreed(agreed), agreed), _count(_differ(len(coded) - agreed), len(coded) - agreed)]
    return [one for one in told if one]


def _alike(count: int) -> str:
    return trn(
        "In {count} of them the first, last and key frames are the very same.",
        "In {count} of them the first, last and key frames are the very same.",
        count,
    )


def _moved(count: int) -> str:
    return trn(
        "In {count} of them one begins, ends or has its key frame elsewhere.",
        "In {count} of them one begins, ends or has its key frame elsewhere.",
        count,
    )


def _agreed(count: int) -> str:
    return trn("In {count} both saw the same principles.", "In {count} both saw the same principles.", count)


def _differ(count: int) -> str:
    return trn(
        "In {count} the principles seen differ: something to tell one another about.",
        "In {count} the principles seen differ: something to tell one another about.",
        count,
    )


def _only(alone: tuple[Alone, ...], side: Side) -> str:
    count = len(alone)
    words = {
        Side.TRAINEE: trn(
            "The trainee alone noticed {count} moment more.", "The trainee alone noticed {count} moments more.", count
        ),
        Side.SUPERVISOR: trn(
            "The supervisor alone noticed {count} moment more.",
            "The supervisor alone noticed {count} moments more.",
            count,
        ),
        Side.VAULT: trn(
            "{count} moment more is in your vault alone.", "{count} moments more are in your vault alone.", count
        ),
        Side.FILE: trn(
            "{count} moment more is in the file alone.", "{count} moments more are in the file alone.", count
        ),
    }
    return _count(words[side], count)


def _divided(alone: list[Alone]) -> str:
    count = sum(bool(one.touching) for one in alone)
    words = trn(
        "{count} of these overlaps a moment of the other: one has parted what the other saw as a whole.",
        "{count} of these overlap a moment of the other: one has parted what the other saw as a whole.",
        count,
    )
    return _count(words, count)


def _count(words: str, count: int) -> str:
    """The sentence with its number, none where there is nothing to tell."""
    return words.format(count=count) if count else ""


def _later_words(words: Words, frames: int) -> str:
    return words(frames).format(count=abs(frames)) if frames else ""


def _begins(frames: int) -> str:
    if frames > 0:
        return trn("begins {count} frame later", "begins {count} frames later", frames)
    return trn("begins {count} frame earlier", "begins {count} frames earlier", -frames)


def _ends(frames: int) -> str:
    if frames > 0:
        return trn("ends {count} frame later", "ends {count} frames later", frames)
    return trn("ends {count} frame earlier", "ends {count} frames earlier", -frames)


def _key(frames: int) -> str:
    if frames > 0:
        return trn("key frame {count} frame later", "key frame {count} frames later", frames)
    return trn("key frame {count} frame earlier", "key frame {count} frames earlier", -frames)
