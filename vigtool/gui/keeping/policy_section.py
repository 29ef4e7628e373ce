"""What the organisation has laid down: its policy as it holds here, and how another one comes in."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel

from vigtool.domain.errors import VigtoolError
from vigtool.domain.policy import Policy
from vigtool.gui.keeping.section import Section
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import choose_file
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import clear, row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.preferences import PreferenceFile
from vigtool.gui.shared.tokens import Space
from vigtool.services.policy import adopt, held_policy, read_note
from vigtool.services.workspace import Workspace
from vigtool.wording.translation import tr, trn


class PolicySection(Section):
    """The policy line by line, and ``choose_button`` for a file that IT has handed out instead of placing it."""

    def __init__(self, ws: Workspace, preferences: PreferenceFile) -> None:  # noqa: ARG002 - what every section is given
        super().__init__(tr("What your organisation has laid down"))
        self._ws = ws
        self._whose = label("", "strong", wrap=True)
        self._means = label("", "muted", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(Space.WIDE)
        self._facts.setVerticalSpacing(Space.SMALL)
        self._facts.setColumnStretch(1, 1)
        self.choose_button = Button(tr("Take over a policy…"), "file-check-2")
        self.choose_button.clicked.connect(self._choose)
        self.message = MessagePanel()
        self.body.addWidget(self._whose)
        self.body.addWidget(self._means)
        self.body.addLayout(self._facts)
        self.body.addLayout(row(self.choose_button, None))
        self.body.addWidget(self.message)
        self.refresh()

    def refresh(self) -> None:
        """Show the policy that holds now."""
        held = held_policy(self._ws)
        named = bool(held.policy.organisation.name)
        self._whose.setText(held.policy.organisation.name if named else tr("Nobody has laid down anything yet."))
        self._means.setText(
            tr("Those who look after the computers have signed it. Only what they sign with the same key replaces it.")
            if named
            else tr("What is usual holds. Those who look after the computers can place a signed policy for all.")
        )
        clear(self._facts)
        for line, (what, how) in enumerate(policy_lines(held.policy, held.key)):
            self._facts.addWidget(label(what, "muted", wrap=True), line, 0)
            self._facts.addWidget(_fact(how), line, 1)
        self.choose_button.setVisible(not self._ws.read_only)
        if held.unread is not None:
            self.message.explain(held.unread)

    def take_over(self, path: Path) -> None:
        """Let the policy in a file hold from now on, or say why it does not."""
        self.message.clear()
        try:
            taken = adopt(self._ws, read_note(path))
        except (VigtoolError, OSError) as error:
            self.message.explain(error)
            return
        self.refresh()
        if taken is None:
            self.message.tell(tr("This policy holds already."))
        else:
            self.message.tell(tr("This policy holds from now on."))

    @Slot()
    def _choose(self) -> None:
        chosen = choose_file(self, tr("Choose the policy"), tr("Signed policy") + " (*.note)")
        if chosen is not None:
            self.take_over(chosen)


def policy_lines(policy: Policy, key: str) -> list[tuple[str, str]]:
    """What a policy says, as pairs of what it is about and what it says."""
    terms = policy.terms
    months = trn(
        "{count} month after the guidance has ended", "{count} months after the guidance has ended", terms.film_months
    )
    years = trn(
        "{count} year after the guidance has ended", "{count} years after the guidance has ended", terms.log_years
    )
    lock = trn("after {count} minute at the latest", "after {count} minutes at the latest", policy.lock_after_minutes)
    backup = trn("at least every day", "at least every {count} days", policy.backup_reminder_days)
    lines = [
        (tr("Films are kept"), months.format(count=terms.film_months)),
        (tr("What is written is kept"), years.format(count=terms.log_years)),
        (tr("The vault locks unused"), lock.format(count=policy.lock_after_minutes)),
        (tr("A backup is made"), backup.format(count=policy.backup_reminder_days)),
    ]
    lines += [(contact.what, contact.how) for contact in policy.organisation.contacts]
    if key:
        lines.append((tr("Signed with the key"), key))
    return lines


def _fact(how: str) -> QLabel:
    """A sentence goes on in the next line; one endless word, as a key is, is shortened."""
    if " " not in how:
        return ElidedLabel(how, end=True)
    made = label(how, wrap=True)
    made.setMinimumWidth(1)  # as the page's title
    return made
