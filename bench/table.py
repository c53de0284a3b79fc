"""The benchmark's table: what was measured, beside what, and whether it keeps its budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """One measurement.

    Attributes:
        what: The command, or what of it.
        ours: The measured value, with its unit.
        theirs: What it stands beside, with its unit.
        ratio: Ours to theirs.
        budget: The largest ratio that is in order.
    """

    what: str
    ours: str
    theirs: str
    ratio: float
    budget: float

    @property
    def met(self) -> bool:
        """Whether the ratio keeps to its budget."""
        return self.ratio <= self.budget


def table(lines: Sequence[Line]) -> str:
    """Return the lines as a table of Markdown."""
    rows = [("what", "ttdn", "beside", "ratio", "budget", "")]
    rows += [
        (
            line.what,
            line.ours,
            line.theirs,
            f"{line.ratio:.2f}",
            f"{line.budget:g}",
            "ok" if line.met else "OVER",
        )
        for line in lines
    ]
    sizes = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    told = [
        "| " + " | ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (size + 2) for size in sizes) + "|"
    return "\n".join([told[0], rule, *told[1:]]) + "\n"
