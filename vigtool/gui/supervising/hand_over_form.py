"""What is asked before moments are handed over: to whom, what goes along, who is covered, and where the file goes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vigtool.domain.identifiers import CaseId
from vigtool.gui.shared.cover_choice import CoverChoice
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import column, row
from vigtool.gui.shared.target_line import TargetLine
from vigtool.gui.shared.tokens import Space
from vigtool.gui.shared.unfolding import Unfolding
from vigtool.gui.supervising.recipients_choice import RecipientsChoice
from vigtool.gui.supervising.what_goes import WhatGoes
from vigtool.services.contacts import contacts
from vigtool.services.package_making import EXTENSION, PackageOptions
from vigtool.services.people import people
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import language, tr

COVER: Final = "cover"


class HandOverForm(QWidget):
    """``changed`` follows each choice."""

    changed = Signal()

    def __init__(
        self,
        ws: Workspace,
        case: CaseId,
        kept: Mapping[str, int],
        first_place: Callable[[], Path | None],
        parent: QWidget | None = None,
    ) -> None:
        """``kept`` is what was chosen before; ``first_place`` names the file that is offered first."""
        super().__init__(parent)
        self.to = RecipientsChoice(contacts(ws))
        self.what = WhatGoes(ws.clock().date(), kept)
        self.cover = CoverChoice(people(ws, case))
        self.more = Unfolding({COVER: (tr("Cover somebody"), self.cover)})
        self.where = TargetLine(tr("for supervision"), EXTENSION, lambda: tr("Package"))
        self.where.offer_first(first_place)
        told = tr("One sealed file. Only the vault of whom you choose opens it; you bring or send it any way you like.")
        hint = tr("A name that tells nothing of the family is best.")
        page = column(
            label(told, "muted", wrap=True),
            field(tr("To whom?"), self.to),
            self.what,
            self.more,
            field(tr("Where to?"), self.where.line, hint, _in(self.where)),
            gap=Space.MEDIUM,
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
        for part in (self.to, self.what, self.cover, self.where):
            part.changed.connect(self.changed)

    @property
    def is_ready(self) -> bool:
        """Whether it is said to whom it goes and where to."""
        return bool(self.to.chosen()) and self.where.target() is not None

    def options(self) -> PackageOptions:
        """What is chosen, as ``PackageMaking`` takes it."""
        wish = self.what.clips.wish
        options: PackageOptions = {
            "questions": self.what.questions.toPlainText(),
            "notes": self.what.notes.isChecked(),
            "whole": wish is None,
            "masked": self.cover.chosen(),
            "size": self.what.clips.most,
            "language": language(),
        }
        return options if wish is None else {**options, "lead_in": wish.lead_in, "lead_out": wish.lead_out}


def _in(part: QWidget) -> QHBoxLayout:
    made = row(part)
    made.setContentsMargins(0, 0, 0, 0)
    return made
