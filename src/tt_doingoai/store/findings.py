"""What can be wrong with a store and its folder: a code, and what each code stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tt_doingoai.wording import later

# docs/ledger.md lists them; a test keeps the two together.
CATALOGUE: Final[dict[str, str]] = {
    "TS001": later("the ledger cannot be trusted"),
    "TS002": later("a temporary file was left behind"),
    "TS003": later("a copy that a sync service or a person made"),
    "TS004": later("permissions shut a member of the office out, or let anybody in"),
    "TS005": later("a record of an unknown unit"),
    "TS006": later("a record of an unknown plan or task"),
    "TS007": later("a backup that cannot be trusted"),
    "TS008": later("an update recorded before the one that it follows"),
    "TS009": later("the folder is kept by a sync service"),
    "TS010": later("plans or units have errors, so records were not held against them"),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found wrong.

    Attributes:
        code: A code of the catalogue.
        where: A file, from the workspace's folder on, or an update by its number.
        message: What is wrong and what to do, in the user's language.
    """

    code: str
    where: str
    message: str
