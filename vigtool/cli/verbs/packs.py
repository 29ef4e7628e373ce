"""``pack``: principle packs."""

from argparse import Namespace

from vigtool.cli.answers import Answers, Fields
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.domain.principles import Pack
from vigtool.exchange.principle_packs import from_json
from vigtool.services import principles
from vigtool.services.pack_files import read_pack_file, write_pack_file
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr


def check(options: Namespace, answers: Answers) -> int:
    """Tell whether a file is a pack, and everything that keeps it from being one."""
    answers.one(_pack(from_json(read_pack_file(options.file))))
    answers.say(tr("Nothing stands in the way of this pack."))
    return ExitCode.DONE


def list_packs(options: Namespace, answers: Answers) -> int:
    """List the packs that a vault knows."""
    with opened(options, read_only=True) as ws:
        answers.many(_pack(one) for one in principles.packs(ws))
    return ExitCode.DONE


def add(options: Namespace, answers: Answers) -> int:
    """Take a pack into a vault."""
    data = read_pack_file(options.file)
    with opened(options) as ws:
        answers.one(_pack(principles.add_pack(ws, data)))
    return ExitCode.DONE


def choose(options: Namespace, answers: Answers) -> int:
    """Let a case work with a pack from now on."""
    with opened(options) as ws:
        chosen = _named(ws, options)
        case = principles.choose_pack(ws, options.case, principles.choice_of(chosen))
        answers.one({"case": case.id, "pack": chosen.id, "version": chosen.version})
    return ExitCode.DONE


def export(options: Namespace, answers: Answers) -> int:
    """Write a pack as a file, as a beginning for one of one's own."""
    with opened(options, read_only=True) as ws:
        chosen = _named(ws, options)
        write_pack_file(ws.folder, chosen, options.out)
    answers.one({"file": str(options.out), **_pack(chosen)})
    return ExitCode.DONE


def _named(ws: Workspace, options: Namespace) -> Pack:
    if options.version is None:
        return principles.newest(ws, options.pack)
    return principles.pack(ws, options.pack, options.version)


def _pack(pack: Pack) -> Fields:
    return {
        "id": pack.id,
        "version": pack.version,
        "name": pack.name.in_language(language()),
        "categories": len(pack.categories),
        "items": sum(len(one.items) for one in pack.categories),
    }
