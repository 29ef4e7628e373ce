"""The engine's process for following people: it imports OpenCV before it locks itself in, and no other engine does.

OpenCV takes memory and time at the start of a process, of which there are many, and following somebody is rare.
"""

import os
import sys
from importlib import import_module

from vigtool.engine.__main__ import main

if __name__ == "__main__":
    import_module("vigtool.media.masking.tracking")
    os._exit(main(sys.argv[1:]))  # as in the ordinary engine
