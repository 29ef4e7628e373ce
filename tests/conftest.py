"""What every test stands on: no display, no language of the machine's, and nothing left running behind it."""

import atexit
import gc
import os
import tempfile
from collections.abc import Iterator

# Before Qt starts or a test starts a process: both would take language and display from here.
for _name in [name for name in os.environ if name.startswith("LC_") or name in ("LANG", "LANGUAGE")]:
    del os.environ[_name]
os.environ["LANG"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What was erased is noted in the user's own data folder, too: the tests' vaults have no place there.
_data = tempfile.TemporaryDirectory(prefix="vigtool-tests-")
atexit.register(_data.cleanup)
os.environ["XDG_DATA_HOME"] = _data.name

import pytest  # noqa: E402 - below the environment on purpose
from hypothesis import HealthCheck, settings  # noqa: E402 - as above

from tests.faults.campaign_table import pytest_terminal_summary  # noqa: E402, F401 - a hook, and as above
from tests.leftovers import (  # noqa: E402 - as above
    leftover_qt_objects,
    leftover_threads,
    running_qt_objects,
    running_threads,
)

# A time limit for an example says more about a busy machine than about the code.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("campaign", settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile("campaign" if os.environ.get("VIGTOOL_CAMPAIGN") == "all" else "ci")


def pytest_collection_finish() -> None:
    """Set apart what all tests stand on: neither Python's search for cycles nor ours for timers walks it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread behind, or, if it used Qt, an active timer or a running QThread."""
    uses_qt = "qapp" in request.fixturenames
    threads, qt_objects = running_threads(), running_qt_objects() if uses_qt else []
    yield
    left = leftover_threads(threads)
    if uses_qt:
        left += leftover_qt_objects(qt_objects)
    if left:
        pytest.fail(f"left running: {', '.join(left)}", pytrace=False)
