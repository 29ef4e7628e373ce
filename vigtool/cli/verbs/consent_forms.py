"""``consent form`` and ``consent notice``."""

from argparse import Namespace

from vigtool.cli.answers import Answers
from vigtool.cli.exit_codes import ExitCode
from vigtool.cli.opened_vault import opened
from vigtool.exchange.form_templates import FormTemplates
from vigtool.services.consent_forms import FormReport, Wanted, make_form, make_notice
from vigtool.wording.translation import language


def form(options: Namespace, answers: Answers) -> int:
    """Make a form to print and sign."""
    wanted = Wanted(options.case, language(), tuple(options.people), tuple(options.purposes))
    with opened(options, read_only=True) as ws:
        _tell(make_form(ws, wanted, options.out, _templates(options)), answers)
    return ExitCode.DONE


def notice(options: Namespace, answers: Answers) -> int:
    """Make the notice that goes with the form."""
    with opened(options, read_only=True) as ws:
        _tell(make_notice(ws, Wanted(options.case, language()), options.out, _templates(options)), answers)
    return ExitCode.DONE


def _templates(options: Namespace) -> FormTemplates | None:
    return FormTemplates(options.templates) if options.templates or options.built_in else None


def _tell(report: FormReport, answers: Answers) -> None:
    answers.one({"pdf": str(report.pdf), "notice": report.notice, "sha256": report.sha256})
