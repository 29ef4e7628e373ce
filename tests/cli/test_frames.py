"""What ``frames`` says of recordings is what their truth says."""

from pathlib import Path

import pytest

from tests.cli.in_this_process import QuickShell
from tests.cli.processes import PASSPHRASE
from tests.in_process_tasks import run_in_process
from tests.media.corpus import MEDIA, Recording, truths
from tests.services.casework import found_family
from tests.shared_material import needs_shared
from vigtool.domain.purposes import Purposes
from vigtool.services.importing import import_film
from vigtool.services.opening import create_workspace

FILMS = ("syn_vfr_gaps.mp4", "sample_h264.ts", "sample_edit_list.mp4", "bear-vp9-odd-dimensions.webm")


@needs_shared
def test_frames_are_those_of_the_truth(tmp_path: Path) -> None:
    shell = QuickShell(tmp_path)
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    ws.run_task = run_in_process
    family = found_family(ws)
    family.answer(Purposes.GUIDANCE)
    ids = {name: import_film(ws, MEDIA / name, family.case.id).id for name in FILMS}
    ws.close()
    for name, id_ in ids.items():
        said = shell("frames", "v", id_, "--json").lines
        truth = truths(Recording(name))[0].frames
        assert [(one["n"], one["pts"], one["key"]) for one in said] == [
            (one["n"], one["pts"], bool(one["key"])) for one in truth
        ], name


@needs_shared
@pytest.mark.parametrize("name", ["bad_text.mp4", "bad_zero_byte.mp4", "bad_picture.mp4"])
def test_what_is_no_film_is_named_so(tmp_path: Path, name: str) -> None:
    shell = QuickShell(tmp_path)
    ws, _ = create_workspace(tmp_path / "v", PASSPHRASE, work_factor=1)
    family = found_family(ws)
    family.answer(Purposes.GUIDANCE)
    ws.close()
    said = shell("import", "v", str(MEDIA / name), "--case", family.case.id, "--json")
    assert (said.code, said.answer["error"]) == (6, "NotAFilm")
