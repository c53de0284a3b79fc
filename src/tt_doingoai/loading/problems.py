"""Problems in files: each with its place, a code of the catalogue, and what to write instead."""

from __future__ import annotations

from typing import Literal, NamedTuple

from tt_doingoai.wording import later

Severity = Literal["error", "warning"]

# The catalogue: what each code stands for. docs/errors.md is generated from it and from the
# example files in tests/plans/invalid; a test keeps both whole.
CATALOGUE: dict[str, tuple[Severity, str]] = {
    "TD001": ("error", later("the file cannot be read")),
    "TD002": ("error", later("the file is not UTF-8")),
    "TD003": ("error", later("the file is too large or nested too deeply")),
    "TD004": ("error", later("the YAML cannot be read")),
    "TD005": ("error", later("anchors, aliases, tags and merge keys are not used")),
    "TD006": ("error", later("a key stands twice")),
    "TD007": ("warning", later("hidden characters were taken out")),
    "TD010": ("error", later("an unknown key")),
    "TD011": ("error", later("a key is missing")),
    "TD012": ("error", later("another kind of value is expected")),
    "TD013": ("error", later("not one of the values allowed")),
    "TD014": ("error", later("not a date")),
    "TD015": ("error", later("not a period")),
    "TD016": ("error", later("not an id")),
    "TD017": ("error", later("not a whole number")),
    "TD018": ("error", later("a text is missing")),
    "TD019": ("error", later("not true or false")),
    "TD020": ("error", later("the wording is not in the plan's text")),
    "TD021": ("error", later("an unknown unit or group")),
    "TD022": ("error", later("a task's lead that nobody belongs to")),
    "TD023": ("warning", later("a group without units")),
    "TD024": ("error", later("an id stands twice")),
    "TD025": ("error", later("a clause without heading and text")),
    "TD026": ("error", later("the file's name does not fit its content")),
    "TD027": ("error", later("a name or alias stands for two units")),
    "TD028": ("error", later("'before' read as 'by' without an interpretation")),
    "TD029": ("warning", later("'before' read as 'by'")),
    "TD030": ("error", later("a period ends before it begins")),
    "TD031": ("error", later("a cut-off day that does not fit its period")),
    "TD032": ("error", later("versions of a plan that do not follow each other")),
    "TD033": ("error", later("a plan without tasks, or a section without clauses")),
    "TD034": ("error", later("successors in a circle")),
    "TD035": ("error", later("dates of a unit's life that contradict each other")),
    "TD036": ("warning", later("an id out of the document's order")),
    "TD037": ("warning", later("a task, or days of it, that nobody answers for")),
}


class Problem(NamedTuple):
    """One problem of one file; problems sort by file, line and column.

    Attributes:
        path: The file, relative to the workspace where it lies in it.
        line: From 1, which also stands for the whole file.
        column: From 1.
        code: A code of the catalogue; empty for a row of records and for the settings, which
            its message explains.
        message: What is wrong and what to write, in the user's language.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    @property
    def severity(self) -> Severity:
        """Whether it stops the file from being used."""
        return CATALOGUE[self.code][0] if self.code else "error"


def is_error(problem: Problem) -> bool:
    """Return whether a problem stops its file from being used; warnings never do."""
    return problem.severity == "error"
