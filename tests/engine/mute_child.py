"""An engine that never says hello. Run as a module, by tests only."""

import threading

if __name__ == "__main__":
    threading.Event().wait()
