"""docs/errors.md: made from the catalogue and the examples, so it cannot fall behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plans.examples import PLAN, UNITS, Example, invalid_examples
from tt_doingoai.loading.problems import CATALOGUE, Problem
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.render.problems import problem_lines

PAGE = ROOT / "docs" / "errors.md"
EXAMPLES = "tests/plans/invalid"
HEAD = f"""# Problems in plans and units

Every problem that `ttdn plan validate` and `ttdn units validate` can report: its code, what it
stands for, the examples that cause it, and what the user reads. An error stops the file from being
used; a warning never does.

Made by `make docs` from the catalogue (`src/tt_doingoai/loading/problems.py`) and the examples
(`{EXAMPLES}`); do not edit it here. An example holds only what differs from
`tests/plans/base`; what cannot be a text file is made in `tests/plans/examples.py`.
"""


def page(root: Path) -> str:
    """The whole page, by what the examples give now."""
    examples = {code: [e for e in invalid_examples() if e.code == code] for code in CATALOGUE}
    return "\n".join([HEAD, *(entry(code, examples[code], root) for code in CATALOGUE)])


def entry(code: str, examples: list[Example], root: Path) -> str:
    """A code: what it stands for, and every example named for it."""
    severity, meaning = CATALOGUE[code]
    lines = [f"## {code}: {meaning}", "", f"Severity: {severity}.", ""]
    for example in examples:
        lines += [f"{source(example)}:", "", "```text"]
        lines += shortened(problem_lines(own_problems(example, root)))
        lines += ["```", ""]
    return "\n".join(lines)


def source(example: Example) -> str:
    """Where the example lies: its file, or where it is made."""
    own = [file for file in example.folder.rglob("*.y*ml") if file.is_file()]
    if example.change or len(own) != 1:
        return f"`{EXAMPLES}/{example.name}`"
    return f"`{own[0].relative_to(ROOT).as_posix()}`"


def own_problems(example: Example, root: Path) -> list[Problem]:
    """The problems of the code that an example is named for."""
    found = read_files(example.build(root / example.name)).problems
    return [problem for problem in found if problem.code == example.code]


def shortened(lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    return lines if len(lines) <= 5 else [*lines[:5], f"... ({len(lines) - 5} more)"]


def test_the_page_is_what_the_catalogue_and_the_examples_give(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    made = page(tmp_path)
    if pytestconfig.getoption("--update-golden"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made, "write it anew: make docs"


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_stands_on_the_page_with_a_message_and_an_example(code: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    own = text.partition(f"## {code}: ")[2].partition("\n## ")[0]
    assert f": {code} " in own
    assert f"{EXAMPLES}/{code}-" in own


def test_the_files_that_the_page_names_are_there() -> None:
    named = [part for part in PAGE.read_text(encoding="utf-8").split("`") if part[:6] == "tests/"]
    assert len(named) > len(CATALOGUE)
    assert [part for part in named if not (ROOT / part).exists()] == []


def test_the_base_holds_what_an_example_may_leave_out() -> None:
    assert all((ROOT / "tests" / "plans" / "base" / file).is_file() for file in (PLAN, UNITS))
