"""Measures makelesson beside what else makes such files: `python -m benchmarks`.

Every contestant sets the same lesson in the same run and by turns, so that the ratios hold on a
busy machine too. What each one is given and may keep is told in docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import logging
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks.content import SAMPLE, read_content, read_every_activity
from benchmarks.lineup import CONTESTS
from benchmarks.machine import this_machine
from benchmarks.measure import hold, start_cold
from benchmarks.race import WARM_UP
from benchmarks.show import Figures, show_cold, show_contest, show_head, show_json
from lessonpress.workspace import UsageError

KEYS = (*(contest.key for contest in CONTESTS), "cold")


def main() -> None:
    asked = parser().parse_args()
    if asked.rounds < 1:
        parser().error("--rounds: one round at least")
    figures = Figures(this_machine(), asked.lesson, asked.rounds)
    console = Console(quiet=asked.json)
    show_head(figures, console)
    # WeasyPrint warns of each CSS property that it does not know, in every style sheet.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    with TemporaryDirectory(prefix="makelesson-benchmarks-") as folder:
        turns = WARM_UP + asked.rounds
        read = {
            "lesson": cache(lambda: read_content(asked.lesson, turns, Path(folder))),
            "every activity": cache(lambda: read_every_activity(turns, Path(folder) / "every")),
        }
        for contest in CONTESTS:
            if contest.key in asked.only:
                rounds = min(asked.rounds, contest.at_most or asked.rounds)
                placings = hold(contest, read[contest.sets](), rounds)
                figures.contests[contest.key] = placings
                show_contest(contest, placings, console)
        if "cold" in asked.only:
            figures.cold = start_cold(asked.lesson, Path(folder), asked.rounds)
            show_cold(figures.cold, console)
    if asked.json:
        show_json(figures)


def parser() -> argparse.ArgumentParser:
    described = (__doc__ or "").split("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=described[0], epilog=described[1]
    )
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="default: 15")
    parser.add_argument("--lesson", default=SAMPLE, metavar="NAME", help=f"default: {SAMPLE}")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=KEYS,
        default=KEYS,
        metavar="CONTEST",
        help=f"some of: {', '.join(KEYS)} (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    return parser


if __name__ == "__main__":
    try:
        main()
    except UsageError as error:
        parser().error(str(error))
