"""From the start of the process to the first window: ``python -m bench.first_window [--rounds N] [--json]``.

Beside it, in turns, the least that any Qt program does: import QtWidgets and show an empty window.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

OURS = """
from vigtool.app import build_application, build_window
from vigtool.gui.shared.preferences import PreferenceFile
application = build_application()
window = build_window(PreferenceFile(kept=False))
window.show()
application.processEvents()
window.close()
"""
LEAST = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.show()
application.processEvents()
window.close()
"""


def seconds(program: str) -> float:
    """How long a Python process with this program takes."""
    environment = {"QT_QPA_PLATFORM": "offscreen"} | dict(os.environ)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seconds(OURS), seconds(LEAST)
    pairs = [(seconds(OURS), seconds(LEAST)) for _ in range(options.rounds)]
    ours, least = (statistics.median(times) for times in zip(*pairs, strict=True))
    result = {"rounds": options.rounds, "vigtool_s": round(ours, 3), "empty_window_s": round(least, 3)}
    result["ratio"] = round(ours / least, 2)
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
