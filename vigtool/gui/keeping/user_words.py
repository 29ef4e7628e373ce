"""What the users of a vault are called where they are listed."""

from vigtool.services.users import User
from vigtool.wording.translation import tr


def called(user: User) -> str:
    """A user's name; who made the vault has none in it, and neither has one whose adding a crash cut short."""
    return user.name or tr("Who made the vault")
