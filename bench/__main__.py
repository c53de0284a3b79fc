"""``make bench``: what commands cost, as ratios measured side by side in one run."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench.measure import Bench
from bench.table import Line, table


def main() -> int:
    """Measure everything and print the tables; exit 1 where a budget is not met."""
    where = Path(tempfile.mkdtemp(prefix="ttdn-bench-"))
    try:
        bench = Bench(where)
        print(_versions(bench))
        lines: list[Line] = []
        for part in (bench.beside_the_interpreter, bench.beside_taskwarrior):
            found = list(part())
            print(table(found), flush=True)
            lines += found
        print(bench.profiles())
    finally:
        shutil.rmtree(where)
    return 0 if all(line.met for line in lines) else 1


def _versions(bench: Bench) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("ttdn", "typer", "rich"))
    return (
        f"Python {platform.python_version()}, {platform.system()}, {packages},"
        f" Taskwarrior {bench.taskwarrior.version or 'not installed'}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
