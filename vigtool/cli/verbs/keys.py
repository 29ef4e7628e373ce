"""``passphrase change``, ``recovery-key replace``, and ``user add``, ``list`` and ``remove``."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Value
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.cli.secrets import read_changed_secret
from vigtool.domain.identifiers import UserId
from vigtool.services.changing_keys import (
    UserAdding,
    passphrase_change,
    recovery_key_draft,
    recovery_key_replacement,
    user_removal,
)
from vigtool.services.jobs import complete
from vigtool.services.users import User, users
from vigtool.services.users import user as user_of
from vigtool.wording.translation import tr


def change_passphrase(options: Namespace, answers: Answers) -> int:
    """Change the passphrase with which the vault was opened, or another user's."""
    with opened(options) as ws:
        named = None if options.user is None else UserId(options.user)
        change = passphrase_change(
            ws, read_changed_secret(options.new_passphrase_file), renew=options.renew, user_id=named
        )
        done = complete(change)
        answers.one({"id": ws.id, "user": change.user_id, "renewed": change.renewed, "finished": done})
    answers.say(tr("The passphrase is changed. Copies of the folder from before still open with the old one."))
    return _ended(answers, done=done)


def replace_recovery_key(options: Namespace, answers: Answers) -> int:
    """Put another recovery key in place of the printed one; the new one is in the answer and nowhere else."""
    with opened(options) as ws:
        key = recovery_key_draft()
        done = complete(recovery_key_replacement(ws, key))
        answers.one({"id": ws.id, "recovery_key": key, "finished": done})
    answers.say(tr("Print the recovery key and keep it away from the computer: it is shown only this once."))
    answers.say(tr("The paper before opens nothing here any more, but copies of the folder from before."))
    return _ended(answers, done=done)


def add_user(options: Namespace, answers: Answers) -> int:
    """Let somebody else open the vault with a passphrase of their own."""
    with opened(options) as ws:
        adding = UserAdding(ws, options.name, read_changed_secret(options.new_passphrase_file))
        done = complete(adding)
        answers.one({**_fields(user_of(ws, adding.user_id)), "finished": done})
    return _ended(answers, done=done)


def list_users(options: Namespace, answers: Answers) -> int:
    """List who opens the vault with a passphrase."""
    with opened(options, read_only=True) as ws:
        answers.many([_fields(one) for one in users(ws)])
    return ExitCode.DONE


def remove_user(options: Namespace, answers: Answers) -> int:
    """Let somebody open the vault no more."""
    with opened(options) as ws:
        done = complete(user_removal(ws, UserId(options.user)))
        answers.one({"id": options.user, "finished": done})
    answers.say(tr("Out of reach is what that person copied before: a copy of the folder from then still opens."))
    return _ended(answers, done=done)


def _ended(answers: Answers, *, done: bool) -> int:
    if not done:
        answers.say(tr("The change holds. Its last steps had no room on the disk; the next opening does them."))
    return ExitCode.DONE


def _fields(one: User) -> dict[str, Value]:
    return {"id": one.id, "name": one.name, "mine": one.mine}
