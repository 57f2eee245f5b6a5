"""Runs one command and prints its seconds and peak memory as JSON. Started as a program itself.

A process inherits the peak of whoever started it until its own is higher, so the command has to be
started by something small: by this, which imports next to nothing.

    python benchmarks/cold_start.py COMMAND [ARGUMENT...]
"""

import json
import os
import sys
import time


def main() -> None:
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    measured = {
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * unit,
        "exit": os.waitstatus_to_exitcode(status),
    }
    json.dump(measured, sys.stdout)


if __name__ == "__main__":
    main()
