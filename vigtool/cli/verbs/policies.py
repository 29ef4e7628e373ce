"""``policy``: what an organisation has laid down, for its IT to sign and place."""

from argparse import Namespace
from pathlib import Path

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.exchange.policy import BadPolicy
from vigtool.services import policy, policy_signing
from vigtool.services.policy import HeldPolicy
from vigtool.vault.log import VerifierKey
from vigtool.wording.translation import tr


def show(options: Namespace, answers: Answers) -> int:
    """Tell what a vault goes by, or what is placed on this computer."""
    if options.dir is not None:
        with opened(options, read_only=True) as ws:
            held = policy.held_policy(ws)
        answers.one(_policy(held))
        if held.unread is not None:
            raise held.unread
        return ExitCode.DONE
    place = policy.placed_policy(options.policy)
    held = policy.built_in_policy() if place is None else policy.checked_note(policy.read_note(place))
    answers.one(_policy(held))
    answers.say(_where(place))
    return ExitCode.DONE


def adopt(options: Namespace, answers: Answers) -> int:
    """Let a vault go by a policy from now on."""
    trusted = None if options.key is None else VerifierKey.parse(options.key)
    note = policy.read_note(options.file)
    with opened(options) as ws:
        policy.adopt(ws, note, trusted)
        answers.one(_policy(policy.held_policy(ws)))
    return ExitCode.DONE


def make_key(options: Namespace, answers: Answers) -> int:
    """Make a key to sign policies with."""
    verifier = policy_signing.make_key(options.name, options.out)
    answers.one({"file": str(options.out), "key": str(verifier)})
    answers.say(tr("Keep this file where only IT can read it: whoever has it can change the policy of every vault."))
    return ExitCode.DONE


def sign(options: Namespace, answers: Answers) -> int:
    """Sign a policy."""
    keys = [policy_signing.read_key(one) for one in options.key]
    try:
        note = policy_signing.sign_policy(policy.read_note(options.file), keys)
    except BadPolicy as bad:
        answers.say(tr("Line {line}: {where} is not as it should be.").format(line=bad.line, where=bad.where))
        raise
    policy_signing.write_policy(options.out, note)
    answers.one({"file": str(options.out), **_policy(policy.checked_note(note))})
    return ExitCode.DONE


def _where(place: Path | None) -> str:
    if place is None:
        return tr(
            "No policy is placed; this is the built-in one. A policy for all on this computer goes to {place}."
        ).format(place=policy.system_place())
    return tr("This is what is placed on this computer; its own signature holds.")


def _policy(held: HeldPolicy) -> Fields:
    one = held.policy
    return {
        "version": one.version,
        "key": held.key,
        "organisation": one.organisation.name,
        "contacts": [{"what": who.what, "how": who.how} for who in one.organisation.contacts],
        "film_months": one.terms.film_months,
        "log_years": one.terms.log_years,
        "remind_days": one.terms.remind_days,
        "lock_after_minutes": one.lock_after_minutes,
        "backup_reminder_days": one.backup_reminder_days,
        "legal_basis": None if one.basis is None else str(one.basis),
        "notice_languages": list(one.notice_languages),
        "templates": one.templates,
        "purposes": [str(card.id) for card in one.own_purposes],
    }
