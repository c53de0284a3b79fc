"""What can be wrong with a store and its folder: a code, and what each code stands for."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tt_doingoai.wording import later

Severity = Literal["warning", "note"]

# docs/ledger.md lists them; a test keeps the two together. A note asks for nothing to be done.
CATALOGUE: Final[dict[str, tuple[Severity, str]]] = {
    "TS001": ("warning", later("the ledger cannot be trusted")),
    "TS002": ("note", later("a temporary file was left behind")),
    "TS003": ("warning", later("a copy that a sync service or a person made")),
    "TS004": (
        "warning",
        later("permissions shut a member of the office out, or let anybody in"),
    ),
    "TS005": ("warning", later("a record of an unknown unit")),
    "TS006": ("warning", later("a record of an unknown plan or task")),
    "TS007": ("warning", later("a backup that cannot be trusted")),
    "TS008": ("warning", later("an update recorded before the one that it follows")),
    "TS009": ("warning", later("the folder is kept by a sync service")),
    "TS010": (
        "warning",
        later("plans or units have errors, so records were not held against them"),
    ),
    "TS011": ("note", later("a record of a task that a later version took out")),
    "TS012": ("warning", later("a version was edited after records were made under it")),
    "TS013": ("warning", later("backups or lock cannot be used")),
}


class Finding(NamedTuple):
    """One thing found wrong.

    Attributes:
        code: A code of the catalogue.
        where: A file, from the workspace's folder on, or an update by its number.
        message: What is wrong and what to do, in the user's language.
    """

    code: str
    where: str
    message: str

    @property
    def severity(self) -> Severity:
        """Whether something has to be done, or it is only told."""
        return CATALOGUE[self.code][0]
