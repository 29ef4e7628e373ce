"""The bench of clips runs to its end and counts every picture of what it writes."""

import json
import subprocess
import sys

from bench.clips import CLIPS_OF_A_REEL


def test_the_bench_runs_on_a_tiny_film() -> None:
    command = [sys.executable, "-m", "bench.clips", "--small", "--seconds", "1", "--rounds", "1", "--json"]
    figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert figures["anew_exact_frames"] == figures["fast_exact_frames"] == figures["frames"] == 60
    assert 30 <= figures["copied_frames"] < 60
    assert figures["clips_of_the_reel"] == CLIPS_OF_A_REEL
    assert figures["reel_exact_frames"] == CLIPS_OF_A_REEL * 65
    assert all(figures[f"memory_{way}_{task}_mb"] > 0 for way in ("anew", "fast") for task in ("write", "check"))
