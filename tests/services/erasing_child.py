"""Opens a vault and erases something in it, in a process of its own: ``<folder> <kind> <id>``.

What it did before the erasure began is told from what came after by a file beside the vault that it tries to open.
"""

import sys
from pathlib import Path

from tests.services.casework import PASSPHRASE
from vigtool.domain.accountability import Erasing
from vigtool.services.erasing import erase
from vigtool.services.erasure_plans import Target
from vigtool.services.opening import open_workspace

BEGUN = "erasing-begun"


def main() -> None:
    folder, kind, id_ = sys.argv[1:]
    ws = open_workspace(Path(folder), PASSPHRASE)
    (Path(folder).parent / BEGUN).exists()
    erase(ws, Target(Erasing(kind), id_), "a test")
    ws.close()


if __name__ == "__main__":
    main()
