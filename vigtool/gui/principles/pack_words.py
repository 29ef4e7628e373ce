"""What a pack and its texts are called."""

from vigtool.domain.pack_texts import TextKind
from vigtool.domain.principles import Pack
from vigtool.wording.translation import language, tr


def pack_line(pack: Pack) -> str:
    """A pack in one line: its name, version and how many categories it has."""
    name = pack.name.in_language(language())
    version = tr("version {number}").format(number=pack.version)
    return f"{name}  ·  {version}  ·  {_categories(len(pack.categories))}"


def _categories(count: int) -> str:
    """A pack has one to six."""
    words = (
        tr("one category"),
        tr("two categories"),
        tr("three categories"),
        tr("four categories"),
        tr("five categories"),
        tr("six categories"),
    )
    return words[count - 1]


def language_name(code: str) -> str:
    """A language as it is called in the language that is spoken."""
    return {"fi": tr("Finnish"), "sv": tr("Swedish"), "en": tr("English")}[code]


def text_name(kind: TextKind) -> str:
    """What a text of a pack is."""
    return {
        TextKind.PACK_NAME: tr("Name of the pack"),
        TextKind.SOURCE: tr("Whose words they are"),
        TextKind.CATEGORY_NAME: tr("Category"),
        TextKind.CATEGORY_DESCRIPTION: tr("What the category is about"),
        TextKind.ITEM_NAME: tr("Principle"),
        TextKind.ITEM_DESCRIPTION: tr("What the principle is about"),
        TextKind.EXAMPLE: tr("Example"),
    }[kind]
