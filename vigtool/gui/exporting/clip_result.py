"""What became of an export: the file, its sidecar, and what was verified."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vigtool.gui.shared.buttons import Button
from vigtool.gui.shared.choosing import show_in_folder
from vigtool.gui.shared.labels import ElidedLabel, label
from vigtool.gui.shared.layouts import row
from vigtool.gui.shared.message_panel import MessagePanel
from vigtool.gui.shared.palettes import colours
from vigtool.gui.shared.rows import drawing
from vigtool.gui.shared.tokens import Space
from vigtool.services.clips import ClipReport
from vigtool.wording.translation import tr, trn


class ClipResult(QWidget):
    """Shown in the place of the choices; ``told`` are the sentences on what was verified."""

    def __init__(self, report: ClipReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.MEDIUM)
        done = MessagePanel()
        done.tell(
            tr("The clip is ready, and it is what the film shows."),
            tr("It is no longer encrypted: whoever gets the file can watch it. That it was made is in the log."),
        )
        page.addWidget(done)
        for icon_name, path, told in (
            ("file-video", report.clip, tr("the clip")),
            ("file-check-2", report.sidecar, tr("its certificate: checksum, consents, signature")),
        ):
            line = row(drawing(icon_name), ElidedLabel(path.name, "strong"), label(told, "muted"), gap=Space.MEDIUM)
            line.setStretch(1, 1)
            page.addLayout(line)
        page.addWidget(label(tr("What was verified"), "field"))
        ink = colours().given
        self.told = _verified(report)
        for text in self.told:
            line = row(drawing("circle-check", ink), label(text, wrap=True), gap=Space.MEDIUM)
            line.setStretch(1, 1)
            page.addLayout(line)
        show = Button(tr("Show in folder"), "folder-open")
        show.clicked.connect(lambda _checked=False: show_in_folder(report.clip))
        page.addLayout(row(show, None))


def _verified(report: ClipReport) -> list[str]:
    """What ``vigtool.media.check_clip`` has looked at; it lets no clip pass in which one of these is not so."""
    count = report.check.frames
    frames = trn("{count} frame, as in the film", "{count} frames, as many as in the film", count)
    return [
        frames.format(count=count),
        tr("The time of each frame is that of the film."),
        tr("First, middle and last picture are those of the film."),
        tr("The sound is that of the film.")
        if report.check.sound
        else tr("It has no sound, for the film has none here."),
        tr("Checksum {sha256}…").format(sha256=report.sha256[:16]),
    ]
