"""What is asked before something leaves the vault: ready-made ways, what for, what as, to whom, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from vigtool.domain.identifiers import PersonId
from vigtool.domain.people import Person
from vigtool.domain.presets import Preset
from vigtool.domain.purposes import Act, Purpose, Purposes
from vigtool.domain.renditions import CaptionsAs
from vigtool.gui.exporting.choice_box import ChoiceBox
from vigtool.gui.exporting.forms import (
    ACTS,
    FOR_KEEPING,
    OF_FILM,
    Form,
    filters,
    form_name,
    is_folder,
    offered,
    target_of,
)
from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.checklist import Checklist
from vigtool.gui.shared.choosing import choose_folder, choose_target
from vigtool.gui.shared.form_rows import field
from vigtool.gui.shared.labels import label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.passphrase_choice import PassphraseChoice
from vigtool.gui.shared.tokens import Space
from vigtool.services.families import TO_FAMILIES
from vigtool.services.presets import presets
from vigtool.services.purposes import purposes_allowing
from vigtool.services.workspace import Workspace
from vigtool.wording.names import purpose_name
from vigtool.wording.translation import language, tr


class HandOutChoice(QWidget):
    """``changed`` follows each choice, ``preset_changed`` another ready-made way."""

    changed = Signal()
    preset_changed = Signal()

    def __init__(
        self, ws: Workspace, recipients: Sequence[Person] = (), count: int = 1, parent: QWidget | None = None
    ) -> None:
        """``recipients`` are the people among whom is to be chosen who gets a copy; none where that is not asked."""
        super().__init__(parent)
        self._ws, self._count = ws, count
        self.presets = {one.id: one for one in presets(ws)}
        self.preset, self.purpose, self.form = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.says = label("", "small", wrap=True)
        self.recipients = Checklist([(one.id, _with_family(one)) for one in recipients], checked=False)
        self._who = label(tr("Who gets it?"), "field")
        self.recipient = QLineEdit()
        self.recipient.setPlaceholderText(tr("Such as: the grandmother"))
        self._sealed = label(tr("The passphrase for the family"), "field")
        self.secret = PassphraseChoice()
        self.line = QLineEdit()
        self.hint = label("", "small", wrap=True)
        self._fill()
        self._lay_out()
        self._show_form()
        self._show_preset()
        self._connect()

    def chosen_preset(self) -> Preset | None:
        """The ready-made way, None for the moments as they are."""
        return self.presets.get(str(self.preset.currentData()))

    def chosen_purpose(self) -> Purpose:
        """What it is for."""
        return Purpose(self.purpose.currentData())

    def chosen_form(self) -> Form:
        """What it leaves as."""
        return Form(self.form.currentData())

    def chosen_recipients(self) -> list[PersonId]:
        """Who of the case gets it; nobody where that is not asked."""
        return [] if self.recipients.isHidden() else self.recipients.chosen()

    def passphrase(self) -> str | None:
        """The passphrase of what is sealed, once it is complete."""
        return self.secret.passphrase() if self.chosen_form() is Form.SEALED else None

    def target(self) -> Path | None:
        """The file or folder to be written; None while the line is empty."""
        return target_of(self.line.text(), self.chosen_form(), self._count)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        sealed = self.chosen_form() is Form.SEALED
        return self.target() is not None and (not sealed or self.passphrase() is not None)

    def show_count(self, count: int) -> None:
        """Offer what so many moments can become."""
        if count == self._count:
            return
        before, self._count = self.chosen_form(), count
        self._fill_forms()
        self.form.setCurrentIndex(max(self.form.findData(before), 0))
        self._show_form()

    def offer_next(self) -> None:
        """Offer a name that is free by now."""
        target = self.target()
        folder = None if target is None else target if self.chosen_form() is Form.COPY else target.parent
        self.line.setText(str(offered(self.chosen_form(), self._count, folder)))

    def _fill(self) -> None:
        for one in self.presets.values():
            self.preset.addItem(one.name.in_language(language()), one.id)
        self.preset.addItem(tr("As it is"), "")
        self._fill_forms()
        self._fill_purposes(Purposes.FAMILY_COPY)

    def _fill_forms(self) -> None:
        keeping = Purposes.FAMILY_COPY in purposes_allowing(self._ws, Act.COPY)
        stills = bool(purposes_allowing(self._ws, Act.STILL))
        forms = [Form.REEL, Form.CLIPS] if self._count > 1 else [Form.CLIPS]
        forms += [Form.PICTURE, Form.CARD] if stills else []
        forms += sorted(FOR_KEEPING) if keeping else []
        self.form.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.form.clear()
        for one in forms:
            self.form.addItem(form_name(one, self._count), one)
        self.form.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _fill_purposes(self, wished: Purpose) -> None:
        form = self.chosen_form()
        listed = [Purposes.FAMILY_COPY] if form in FOR_KEEPING else purposes_allowing(self._ws, ACTS[form])
        if [self.purpose.itemData(place) for place in range(self.purpose.count())] != list(listed):
            self.purpose.clear()
            for one in listed:
                self.purpose.addItem(purpose_name(one), one)
        self.purpose.setCurrentIndex(max(self.purpose.findData(wished), 0))
        self.purpose.setEnabled(len(listed) > 1)

    def _lay_out(self) -> None:
        choose = Button(tr("Choose…"), "folder-open")
        choose.clicked.connect(self._choose)
        line = row(self.line, choose)
        line.setStretch(0, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        page.addLayout(_beside(field(tr("Made how?"), self.preset), field(tr("As what?"), self.form)))
        page.addWidget(self.says)
        page.addLayout(_beside(field(tr("What is it for?"), self.purpose), field(tr("Handed to"), self.recipient)))
        page.addWidget(self._sealed)
        page.addWidget(self.secret)
        page.addWidget(self._who)
        page.addWidget(self.recipients)
        page.addLayout(field(tr("Where to?"), self.line, extra=line))
        page.addWidget(self.hint)

    def _connect(self) -> None:
        self.preset.currentIndexChanged.connect(self._take_preset)
        self.purpose.currentIndexChanged.connect(self._ask_who)
        self.form.currentIndexChanged.connect(self._show_form)
        self.recipients.changed.connect(self.changed)
        self.secret.changed.connect(self.changed)
        self.line.textChanged.connect(self._show_hint)
        for line in (self.recipient, self.line):
            line.textChanged.connect(self.changed)

    @Slot()
    def _take_preset(self) -> None:
        preset = self.chosen_preset()
        if preset is not None and self.purpose.findData(preset.purpose) >= 0:
            self.purpose.setCurrentIndex(self.purpose.findData(preset.purpose))
        self._show_preset()
        self.preset_changed.emit()
        self.changed.emit()

    def _show_preset(self) -> None:
        preset, form = self.chosen_preset(), self.chosen_form()
        self.preset.setEnabled(form in OF_FILM)
        if form not in OF_FILM:
            told = tr("The key picture as it is in the film, nothing added.")
        elif preset is None:
            told = tr("Exactly the frames of the moment, nothing added.")
        else:
            told = preset.says.in_language(language())
            if form in FOR_KEEPING and preset.wish.captions_as is CaptionsAs.BESIDE:
                told = " ".join((told, tr("In the copy they are in the picture.")))
        self.says.setText(told)

    @Slot()
    def _show_form(self) -> None:
        form = self.chosen_form()
        self._fill_purposes(self.chosen_purpose())
        for part in (self._sealed, self.secret):
            part.setVisible(form is Form.SEALED)
        self.line.setText(str(offered(form, self._count)))
        self._show_hint()
        self._show_preset()
        self._ask_who()

    @Slot()
    def _show_hint(self) -> None:
        self.hint.setText(_hint(self.chosen_form(), self._count, self.target()))

    @Slot()
    def _ask_who(self) -> None:
        asked = bool(self.recipients.boxes) and (
            self.purpose.currentData() in TO_FAMILIES or self.chosen_form() in FOR_KEEPING
        )
        self._who.setVisible(asked)
        self.recipients.setVisible(asked)
        self.changed.emit()

    @Slot()
    def _choose(self) -> None:
        form = self.chosen_form()
        title = tr("Where to put it")
        if is_folder(form, self._count):
            chosen = choose_folder(self, title)
        else:
            chosen = choose_target(self, title, self.target() or offered(form, self._count), filters(form))
        if chosen is not None:
            self.line.setText(str(chosen))


def _beside(*fields: QLayout) -> QHBoxLayout:
    """Fields of the same width beside each other."""
    made = row(*fields, gap=Space.MEDIUM)
    for place in range(len(fields)):
        made.setStretch(place, 1)
    return made


def _hint(form: Form, count: int, target: Path | None) -> str:
    if form is Form.COPY:
        return tr("The folder of a USB stick, for instance. Any phone or computer plays these videos.")
    if form is Form.SEALED:
        sealed = target or offered(form, count)
        within = sealed.with_suffix(".zip" if count > 1 else ".mp4")
        return tr(
            "The family opens it with any program for age files, such as the free age: {command}. "
            "Tell them the passphrase, do not write it on the stick: it is kept nowhere."
        ).format(command=f"age -d -o {within.name} {sealed.name}")
    if is_folder(form, count):
        return tr("A folder. What lies there already is not replaced.")
    if form is Form.PICTURE:
        return tr("A name that ends in .png keeps every detail, one in .jpg is a smaller file.")
    return tr("A name that tells nothing of the family is best.")


def _with_family(person: Person) -> str:
    return f"{person.name}  \N{MIDDLE DOT}  {person.family}" if person.family else person.name
