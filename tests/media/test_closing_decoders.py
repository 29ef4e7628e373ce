import subprocess
import sys

from tests.shared_material import SHARED, needs_shared


@needs_shared
def test_a_decoder_that_is_closed_in_the_middle_of_its_work_ends() -> None:
    film = SHARED / "media" / "av1_video.mkv"
    command = [sys.executable, "-m", "tests.media.closing_decoders", "100", str(film)]
    ended = subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert ended.stdout.split() == [b"100"]
