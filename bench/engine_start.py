"""How long an engine takes until it says hello: ``python -m bench.engine_start [--rounds N] [--json]``.

Beside it, in turns, the least that any program with these libraries does: ``python -c "import av, numpy"``; and the
spare, an engine that was started ahead, from the moment in which it is asked for.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

from vigtool.engine.process import EngineProcess
from vigtool.engine.spare import Spare

LEAST = "import av, numpy"


def cold() -> float:
    """Seconds from the start of an engine to its hello."""
    start = time.perf_counter()
    with EngineProcess() as engine:
        engine.hello()
        return time.perf_counter() - start


def least() -> float:
    """Seconds of a Python process that only imports the libraries."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", LEAST], check=True)
    return time.perf_counter() - start


def spare() -> float:
    """Seconds until a spare that had its time says hello."""
    one = Spare()
    one.prepare()
    time.sleep(3 * cold())
    start = time.perf_counter()
    with one.take() as engine:
        engine.hello()
        return time.perf_counter() - start


def spent() -> float:
    """Seconds of processor time that child processes have taken until now."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    cold(), least()
    pairs, work = [], []
    for _ in range(options.rounds):
        before = spent()
        ours = cold()
        between = spent()
        pairs.append((ours, least()))
        work.append((between - before, spent() - between))
    engine, imports = (statistics.median(times) for times in zip(*pairs, strict=True))
    engine_work, imports_work = (min(times) for times in zip(*work, strict=True))
    result = {
        "rounds": options.rounds,
        "engine_s": round(engine, 3),
        "import_av_numpy_s": round(imports, 3),
        "ratio": round(engine / imports, 2),
        "engine_processor_s": round(engine_work, 3),
        "import_processor_s": round(imports_work, 3),
        "spare_s": round(spare(), 4),
    }
    print(json.dumps(result) if options.json else "\n".join(f"{name}: {value}" for name, value in result.items()))


if __name__ == "__main__":
    main()
