"""What the figures were measured on: machine, Python, libraries."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """`load` is how many processes wanted a processor over the last minute when it began."""

    processor: str
    processors: int
    system: str
    python: str
    load: float


def this_machine() -> Machine:
    return Machine(
        processor=processor_name(),
        processors=len(os.sched_getaffinity(0)),
        system=f"{platform.system()} {platform.release()}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        load=round(os.getloadavg()[0], 2),
    )


def processor_name() -> str:
    """Linux keeps the name in a file; `platform` mostly knows only the architecture."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
