"""An engine that never says hello. Run as a module, by tests only."""

import sys

if __name__ == "__main__":
    sys.stdin.read()  # until the app is gone
