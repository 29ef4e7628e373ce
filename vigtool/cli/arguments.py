"""The grammar of the command line: every verb, its arguments and the function that does it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from vigtool.cli.answer_arguments import add_answer_verbs
from vigtool.cli.answers import Verb
from vigtool.cli.argument_types import ids, words
from vigtool.cli.backup_arguments import add_backup_verbs
from vigtool.cli.case_arguments import add_case_verbs
from vigtool.cli.compare_arguments import add_compare_verb
from vigtool.cli.consent_arguments import add_consent_verbs
from vigtool.cli.contact_arguments import add_contact_verbs
from vigtool.cli.erase_arguments import add_erase_verb
from vigtool.cli.exchange_arguments import add_exchange_verbs
from vigtool.cli.guest_arguments import add_guest_verbs
from vigtool.cli.key_arguments import add_key_verbs
from vigtool.cli.leaving_arguments import add_leaving_verbs
from vigtool.cli.ledger_arguments import add_ledger_verbs
from vigtool.cli.log_arguments import add_log_verbs
from vigtool.cli.package_arguments import add_package_verbs
from vigtool.cli.request_arguments import add_request_verbs
from vigtool.cli.retention_arguments import add_retention_verbs
from vigtool.cli.verbs import demo, films, moments, packs, sessions, vaults
from vigtool.wording.translation import LANGUAGES, tr


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what cannot be understood (argparse's own words, in English) and what helps; 2 is the code for it."""
        help_line = tr("Nothing was done. What is possible: {command} --help").format(command=self.prog)
        self.exit(2, f"{self.prog}: {message}\n{help_line}\n")


Verbs: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - argparse has no public name for it


def _common() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help=tr("answer in JSON"))
    common.add_argument("--lang", choices=LANGUAGES, help=tr("language of messages (default: the system's)"))
    common.add_argument("--passphrase-file", type=Path, metavar="F", help=tr("read the passphrase from this file"))
    common.add_argument("--policy", type=Path, metavar="FILE", help=tr("the organisation's policy, if not as placed"))
    return common


class Grammar:
    """Builds the parser: one method for each group of verbs."""

    def __init__(self) -> None:
        self._common = _common()
        self.parser = _Parser(prog="vigtool", description=tr("Without a verb, vigtool opens its window."))
        self._verbs = self.parser.add_subparsers(required=True, metavar="VERB", parser_class=_Parser)
        self._vault()
        add_case_verbs(self)
        add_retention_verbs(self)
        add_erase_verb(self)
        add_key_verbs(self)
        add_consent_verbs(self)
        add_request_verbs(self)
        self._films()
        self._moments()
        add_leaving_verbs(self)
        self._packs()
        self._sessions()
        add_exchange_verbs(self)
        add_compare_verb(self)
        add_package_verbs(self)
        add_guest_verbs(self)
        add_answer_verbs(self)
        add_ledger_verbs(self)
        add_contact_verbs(self)
        self._demo()

    def group(self, name: str, about: str) -> Verbs:
        """Add a word under which verbs stand."""
        return self._verbs.add_parser(name, help=about).add_subparsers(
            required=True, metavar="VERB", parser_class=_Parser
        )

    def plain(self, name: str, run: Verb, about: str, *, vault: bool = True) -> _Parser:
        """Add a verb that stands under no other word."""
        return self.verb(self._verbs, name, run, about, vault=vault)

    def verb(
        self,
        verbs: Verbs,
        name: str,
        run: Verb,
        about: str,
        *,
        vault: bool = True,
    ) -> _Parser:
        """Add a verb with what all verbs have in common; it is about a vault unless said otherwise."""
        parser = verbs.add_parser(name, parents=[self._common], help=about, description=about)
        parser.set_defaults(run=run)
        if vault:
            parser.add_argument("dir", type=Path, metavar="DIR", help=tr("the vault's folder"))
        return parser

    def _vault(self) -> None:
        group = self.group("vault", tr("make and check vaults"))
        self.verb(group, "create", vaults.create, tr("make a vault in a new or empty folder"))
        verify = self.verb(group, "verify", vaults.verify, tr("read and authenticate everything in the vault"))
        verify.add_argument("--repair", action="store_true", help=tr("make again what can be made from the films"))
        add_backup_verbs(self)

    def _films(self) -> None:
        take = self.verb(self._verbs, "import", films.import_films, tr("take films into the vault"))
        take.add_argument("files", type=Path, nargs="+", metavar="FILE")
        take.add_argument("--case", required=True, type=words, metavar="ID")
        take.add_argument(
            "--people", type=ids, metavar="ID,…", help=tr("who is in the film (default: everyone in the case)")
        )
        every = self.verb(self._verbs, "recordings", films.list_recordings, tr("list the recordings"))
        every.add_argument("--case", type=words, metavar="ID")
        every.add_argument("--away", action="store_true", help=tr("those whose card was put away"))
        frames = self.verb(self._verbs, "frames", films.list_frames, tr("list the frames of a recording, one a line"))
        frames.add_argument("recording", type=words, metavar="RECORDING")

    def _moments(self) -> None:
        group = self.group("moment", tr("micro-moments"))
        add = self.verb(group, "add", moments.add_moment, tr("mark a moment"))
        add.add_argument("--recording", required=True, type=words, metavar="ID")
        add.add_argument("--from", dest="first", required=True, type=int, metavar="N", help=tr("its first frame"))
        add.add_argument("--to", dest="end", required=True, type=int, metavar="N", help=tr("the frame after its last"))
        add.add_argument("--key", type=int, metavar="N", help=tr("its key frame (default: the first)"))
        add.add_argument("--title", type=words, default="")
        every = self.verb(group, "list", moments.list_moments, tr("list the moments of a recording"))
        every.add_argument("--recording", required=True, type=words, metavar="ID")

    def _packs(self) -> None:
        group = self.group("pack", tr("principle packs"))
        check = self.verb(group, "check", packs.check, tr("look for problems in a pack's file"), vault=False)
        check.add_argument("file", type=Path, metavar="FILE")
        self.verb(group, "list", packs.list_packs, tr("list the packs that the vault knows"))
        add = self.verb(group, "add", packs.add, tr("take a pack into the vault"))
        add.add_argument("file", type=Path, metavar="FILE")
        choose = self.verb(group, "choose", packs.choose, tr("let a case work with a pack from now on"))
        choose.add_argument("--case", required=True, type=words, metavar="ID")
        export = self.verb(group, "export", packs.export, tr("write a pack as a file, to make an own one from"))
        export.add_argument("-o", "--out", required=True, type=Path, metavar="FILE.json")
        for verb in (choose, export):
            verb.add_argument("--id", dest="pack", required=True, type=words, metavar="ID", help=tr("the pack's id"))
            verb.add_argument("--version", type=int, metavar="N", help=tr("its version (default: the newest)"))

    def _sessions(self) -> None:
        group = self.group("session", tr("sessions"))
        add = self.verb(group, "add", sessions.add_session, tr("put a session on record"))
        add.add_argument("--case", required=True, type=words, metavar="ID")
        add.add_argument("--moments", type=ids, default=[], metavar="ID,…", help=tr("what was shown"))
        add.add_argument("--present", type=ids, default=[], metavar="ID,…", help=tr("who was there"))
        add.add_argument("--words", type=words, default="", metavar="TEXT", help=tr("the client's own words"))
        every = self.verb(group, "list", sessions.list_sessions, tr("list the sessions of a case"))
        every.add_argument("--case", required=True, type=words, metavar="ID")
        group = self.group("log", tr("session logs, and the log that others can check"))
        export = self.verb(group, "export", sessions.export_log, tr("hand out a session's log as PDF and JSON"))
        export.add_argument("--session", required=True, type=words, metavar="ID")
        export.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER")
        export.add_argument("--pictures", action="store_true", help=tr("with a picture of each moment in the PDF"))
        add_log_verbs(self, group)

    def _demo(self) -> None:
        show = self.verb(self._verbs, "demo", demo.demo, tr("go through the whole work on a film"), vault=False)
        show.add_argument(
            "files", type=Path, nargs="*", metavar="FILE", help=tr("your own films (default: a drawn one)")
        )
        show.add_argument("--out", type=Path, metavar="FOLDER", help=tr("where to put what it makes"))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what does not fit ends the process with 2."""
    return Grammar().parser.parse_args(arguments)
