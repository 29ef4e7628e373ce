"""The whole journey again for a user without rights: a process that is closed to others may not read all of its own.

As root nothing would be missed: the kernel gives what such a process may not read of itself to root.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.engine.plain_user import IS_ROOT, NOBODY, environment, linux_only, plain, python_for_plain_user
from tests.media.drawn_films import draw_film

LIMIT_S = 300

pytestmark = [
    linux_only,
    pytest.mark.skipif(
        os.environ.get("VIGTOOL_CAMPAIGN") != "all", reason="only in the whole campaign, it takes a minute"
    ),
    pytest.mark.skipif(not IS_ROOT, reason="who runs this is a plain user, and so was the journey of test_traces.py"),
]


def test_a_plain_user_lacks_nothing_from_making_a_vault_to_unlocking_it() -> None:
    with python_for_plain_user() as python, tempfile.TemporaryDirectory() as place:
        if python is None:
            pytest.skip("no Python here may be run by a user without rights, with this checkout")
        folder = Path(place)
        film = folder / "film.mp4"
        draw_film(film, frames=40, sound=True)
        film.chmod(0o644)
        for name in ("home", "out", "run"):
            (folder / name).mkdir()
        for one in (folder, *folder.iterdir()):
            os.chown(one, NOBODY, NOBODY)
        ours = {"HOME": "home", "XDG_RUNTIME_DIR": "run", "TMPDIR": "run"}
        done = subprocess.run(
            [python, "-P", "-m", "tests.faults.journey_child", folder / "vault", film, folder / "out"],
            env=environment(**{name: str(folder / part) for name, part in ours.items()}, QT_QPA_PLATFORM="offscreen"),
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=True,
            **plain(),
        )
        assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2, "it was not locked and unlocked"
        left = sorted(path.suffix for path in (folder / "out").iterdir())
        assert left == [".json", ".json", ".json", ".mp4", ".pdf", ".pdf"], "each paper and clip has its JSON"
