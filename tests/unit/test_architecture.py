"""The structure holds: layers, a pure core, one keeper a door, small modules, mirrored tests."""

from __future__ import annotations

import ast
import functools
import os
import statistics
import sys
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = "tt_doingoai"
SOURCE: Final = Path(__file__).resolve().parents[2] / "src" / PACKAGE

# From the top down; a module may import from its own layer and from those below it.
LAYERS: Final = (
    ("__main__",),
    ("cli",),
    ("render",),
    ("recording",),
    ("loading", "store"),
    ("lookup", "terms"),
    ("assess",),
    ("schedule",),
    ("model",),
    ("atomic_write", "clock"),
    ("errors", "text", "wording"),
)
PURE: Final = ("model", "schedule", "assess", "lookup", "terms", "text", "recording", "render")
# Third parties and where alone they may be imported.
KEEPERS: Final = {
    "yaml": ("loading.yaml_", "loading.roster_text"),
    "pydantic": ("loading", "model.scalars", "model.units"),  # there inside hooks Pydantic calls
    "pydantic_core": ("loading", "model.scalars", "model.units"),
    "rich": ("render.status_table", "render.matrix_table", "render.rich_page"),
    "typer": ("cli",),
    "filelock": ("store.lock",),
    "dateutil": ("schedule.last_day",),
    "holidays": ("loading.calendar",),
    "jinja2": ("render.template",),
}
IMPURE: Final = {
    *("os", "pathlib", "time", "random", "secrets", "shutil", "subprocess", "sys", "tempfile"),
    *("socket", "urllib", "fcntl", "glob", "logging", "threading", "zoneinfo", "locale"),
}
# Calls that one module alone may make: the door, and its keeper.
DOORS: Final = {
    "yaml.parse": "loading.yaml_tree",  # the one reader of YAML
    "yaml.compose": "loading.yaml_edit",  # looks for a place in a text, reads no value
    "yaml.safe_dump": "loading.roster_text",
    "store.append": "recording.commit",  # the one way of a record to the disk
    "session.store.append": "recording.commit",
}
# What one module alone may import: the bytes of the ledger's lines have one writer.
MAKERS: Final = {
    "store.lines.encode": "store.json_store",
    "store.json_store.JsonStore": "store.opening",
}
LONGEST: Final = 300  # lines of a module
MEDIAN: Final = 100
CLOCK: Final = {"now", "today", "utcnow", "fromtimestamp", "time"}


def imports(tree: ast.AST) -> list[str]:
    """Every module that a tree imports, at any depth."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def own(name: str) -> str | None:
    """The part of an own module's name after the package; None for others."""
    return name.removeprefix(f"{PACKAGE}.") if name.startswith(f"{PACKAGE}.") else None


def layer(module: str) -> int:
    head = module.split(".", 1)[0]
    return next(number for number, names in enumerate(LAYERS) if head in names)


def doors(module: str, tree: ast.AST) -> list[str]:
    """The calls that another module alone may make."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    called = [ast.unparse(func) for func in calls if isinstance(func, ast.Attribute)]
    return [
        f"{module} calls {call}"
        for call in called
        if module != DOORS.get(call, module)
        or (call.startswith("yaml.") and call not in DOORS and call[5].islower())
    ]


def violations(module: str, code: str) -> list[str]:
    """What a module does that its place does not allow."""
    tree = ast.parse(code)
    found = []
    for name in imports(tree):
        target = own(name)
        if target and target != "__version__" and layer(target) < layer(module):
            found.append(f"{module} imports {target} from above")
        root = name.split(".", 1)[0]
        if root in KEEPERS and not module.startswith(KEEPERS[root]):
            found.append(f"{module} imports {root}")
        if root in IMPURE and module.startswith(PURE):
            found.append(f"{module} imports {root}, but it is pure")
        if target in MAKERS and module != MAKERS[target]:
            found.append(f"{module} imports {target}, which {MAKERS[target]} alone may")
    found += doors(module, tree)
    if module != "clock":
        found += [
            f"{module} reads the clock"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CLOCK
            and ast.unparse(node.func.value)
            in {"dt", "dt.date", "dt.datetime", "datetime", "date", "time"}
        ]
    if module.startswith(PURE):
        found += [
            f"{module} calls {node.func.id}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"open", "print", "input"}
        ]
    return found


@functools.cache
def modules() -> dict[str, str]:
    return {
        ".".join(file.relative_to(SOURCE).with_suffix("").parts): file.read_text(encoding="utf-8")
        for file in sorted(SOURCE.rglob("*.py"))
        if file.name != "__init__.py"
    }


@pytest.mark.parametrize("module", modules())
def test_a_module_keeps_to_its_layer(module: str) -> None:
    assert violations(module, modules()[module]) == []


@pytest.mark.parametrize(
    ("module", "code", "told"),
    [
        ("model.plan", "from tt_doingoai.assess.view import view", "from above"),
        ("schedule.x", "def f():\n    from tt_doingoai.cli import app", "from above"),
        ("assess.x", "import pydantic", "imports pydantic"),
        ("cli.x", "import yaml", "imports yaml"),
        ("render.status_text", "from rich.table import Table", "imports rich"),
        ("store.lines", "import filelock", "imports filelock"),
        ("schedule.x", "def f():\n    import holidays", "imports holidays"),
        ("cli.x", "def f():\n    from jinja2 import Template", "imports jinja2"),
        ("assess.x", "import datetime as dt\nx = dt.date.today()", "reads the clock"),
        ("cli.x", "import datetime as dt\nx = dt.datetime.now()", "reads the clock"),
        ("assess.x", "import os", "it is pure"),
        ("render.x", "print(1)", "calls print"),
        ("schedule.x", "open('x')", "calls open"),
        ("recording.x", "from pathlib import Path", "it is pure"),
        ("loading.checks", "import yaml", "imports yaml"),
        ("loading.yaml_edit", "import yaml\nx = yaml.parse('')", "calls yaml.parse"),
        ("loading.yaml_edit", "import yaml\nx = yaml.safe_load('')", "calls yaml.safe_load"),
        ("cli.x", "def f(store):\n    store.append(1)", "calls store.append"),
        ("store.x", "from tt_doingoai.store.lines import encode", "which store.json_store alone"),
        (
            "cli.x",
            "from tt_doingoai.store.json_store import JsonStore",
            "which store.opening alone",
        ),
    ],
)
def test_a_planted_violation_is_found(module: str, code: str, told: str) -> None:
    assert told in "; ".join(violations(module, code))


def graph(known: dict[str, str], *, lazy: bool) -> dict[str, set[str]]:
    """What each module imports of the package, at once or, where asked, when it is called too."""
    edges: dict[str, set[str]] = {}
    for module, code in known.items():
        tree = ast.parse(code)
        for node in list(ast.walk(tree)):  # what only type checkers read is no import
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                node.body = [ast.Pass()]
        at_once = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = imports(tree) if lazy else [name for node in at_once for name in imports(node)]
        edges[module] = {
            target
            for name in map(own, names)
            if name
            for target in (name, name.rsplit(".", 1)[0])
            if target in known
        }
    return edges


def circle(edges: dict[str, set[str]]) -> list[str]:
    """One circle of imports, or nothing."""
    done: set[str] = set()

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for target in sorted(edges.get(module, ())):
            found = walk(target, [*path, module])
            if found:
                return found
        done.add(module)
        return []

    return next((found for module in edges if (found := walk(module, []))), [])


def test_there_is_no_circle_of_imports() -> None:
    assert circle(graph(modules(), lazy=False)) == []


def test_there_is_no_circle_of_imports_inside_functions_either() -> None:
    assert circle(graph(modules(), lazy=True)) == []


def test_a_planted_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]


def test_a_planted_circle_through_a_function_is_found_and_one_of_types_alone_is_none() -> None:
    there = "from tt_doingoai.model.b import B"
    back = "def f():\n    from tt_doingoai.model.a import A"
    types = "if TYPE_CHECKING:\n    from tt_doingoai.model.a import A"
    planted = {"model.a": there, "model.b": back}
    assert circle(graph(planted, lazy=False)) == []
    assert circle(graph(planted, lazy=True)) == ["model.a", "model.b", "model.a"]
    assert circle(graph({"model.a": there, "model.b": types}, lazy=True)) == []


def too_large(known: dict[str, str]) -> list[str]:
    """The modules that are too long, and the median where half of them are."""
    sizes = {module: len(code.splitlines()) for module, code in known.items()}
    found = [f"{module} has {n} lines" for module, n in sizes.items() if n > LONGEST]
    median = statistics.median(sizes.values())
    return [*found, f"the median is {median} lines"] if median > MEDIAN else found


def test_modules_are_small() -> None:
    assert too_large(modules()) == []


def test_a_planted_large_module_is_found_and_so_is_a_large_median() -> None:
    small, large = "x = 1\n" * MEDIAN, "x = 1\n" * (LONGEST + 1)
    assert too_large({"a": small, "b": small, "c": large}) == ["c has 301 lines"]
    assert too_large({"a": small, "b": small + "x = 1\n" * 2}) == ["the median is 101.0 lines"]


def test_every_layer_is_there_and_every_module_has_one() -> None:
    assert {module.split(".", 1)[0] for module in modules()} == {
        n for names in LAYERS for n in names
    }


def test_the_core_needs_nothing_but_the_standard_library_and_dateutil() -> None:
    for module, code in modules().items():
        if module.startswith(("model", "schedule", "assess", "text", "lookup")):
            for name in imports(ast.parse(code)):
                root = name.split(".", 1)[0]
                allowed = {
                    *sys.stdlib_module_names,
                    PACKAGE,
                    "dateutil",
                    "pydantic",
                    "pydantic_core",
                }
                assert root in allowed, f"{module} imports {root}"


# Layers whose modules are tried by whole outputs and whole commands instead (tests/golden,
# tests/functional): what they say to a person is one text, of which a module makes a part.
BY_WHOLE_OUTPUTS: Final = ("render", "cli", "__main__")
# Modules with logic that others' tests specify, through the one door by which they are reached.
TRIED_IN: Final = {
    "errors": "functional.test_failures",
    "loading.amendment": "functional.test_amending",
    "loading.deadline_checks": "unit.loading.test_checks",
    "loading.order_checks": "unit.loading.test_checks",
    "loading.plan_checks": "unit.loading.test_checks",
    "loading.roster_checks": "unit.loading.test_checks",
    "loading.plain_json": "unit.loading.test_kept",
    "loading.roster_text": "unit.loading.test_roster_table",
    "loading.table": "unit.loading.test_roster_table",
    "loading.yaml_node": "unit.loading.test_yaml_tree",
    "loading.yaml_syntax": "unit.loading.test_yaml_tree",
    "recording.cells": "unit.recording.test_batch",
    "recording.rows": "unit.recording.test_batch",
    "recording.sequence": "unit.recording.test_correction",
    "store.audit": "unit.store.test_verify",
    "store.lock": "unit.store.test_lock_test",
    "store.members": "unit.store.test_lines",
    "store.values": "unit.store.test_lines",
}
# Tests of no single module: the source as a whole, examples and figures that ship with it.
OF_NO_MODULE: Final = {
    "unit.test_architecture",
    "unit.test_shipped_figures",
    "unit.bench.test_data",
    "unit.loading.test_examples",
    "unit.loading.test_source_text",
}


def has_logic(code: str) -> bool:
    """Whether a module decides anything: some function of it branches."""
    branches = ast.If | ast.IfExp | ast.Match | ast.While | ast.Try | ast.BoolOp
    functions = (n for n in ast.walk(ast.parse(code)) if isinstance(n, ast.FunctionDef))
    return any(isinstance(node, branches) for f in functions for node in ast.walk(f))


def mirror_of(module: str) -> str:
    """The test that specifies a module, by its place: assess.view -> unit.assess.test_view."""
    *layers, name = module.split(".")
    return ".".join(["unit", *layers, f"test_{name}"])


def unmirrored(known: dict[str, str], tests: set[str]) -> list[str]:
    """Modules with logic that no test specifies, and tests of modules that are not there."""
    missing = [
        module
        for module, code in known.items()
        if not module.startswith(BY_WHOLE_OUTPUTS)
        and has_logic(code)
        and TRIED_IN.get(module, mirror_of(module)) not in tests
    ]
    of_modules = {test for test in tests if test.startswith("unit.")}
    stray = of_modules - OF_NO_MODULE - {mirror_of(module) for module in known}
    return sorted([*missing, *stray])


def all_tests() -> set[str]:
    here = Path(__file__).resolve().parents[1]
    return {
        ".".join(file.relative_to(here).with_suffix("").parts) for file in here.rglob("test_*.py")
    }


def test_the_unit_tests_mirror_the_source() -> None:
    assert unmirrored(modules(), all_tests()) == []


def test_every_exception_from_the_mirror_is_still_needed() -> None:
    known, tests = modules(), all_tests()
    assert tests >= OF_NO_MODULE
    assert [m for m in TRIED_IN if not has_logic(known[m]) or mirror_of(m) in tests] == []


def test_a_planted_module_without_a_test_is_found_and_so_is_a_stray_test() -> None:
    logic = "def f(x):\n    return 1 if x else 2"
    assert unmirrored({"assess.new": logic}, set()) == ["assess.new"]
    assert unmirrored({"assess.new": logic}, {"unit.assess.test_new"}) == []
    assert unmirrored({"assess.new": "X = 1", "render.new": logic}, set()) == []
    assert unmirrored({"assess.new": "X = 1"}, {"unit.assess.test_gone"}) == [
        "unit.assess.test_gone"
    ]


def test_a_check_of_what_was_validated_before_loads_nothing_that_it_does_not_use(
    tmp_path: Path,
) -> None:
    import subprocess

    heavy = ("rich", "pydantic", "yaml", "dateutil", "holidays", "filelock", "csv", "tomllib")
    heavy += ("jinja2",)
    code = (
        "import sys; from tt_doingoai.cli.main import run; run(['check']);"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)"
    )
    root = SOURCE.parents[1]
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "TTDN_CACHE": "on", "XDG_CACHE_HOME": str(tmp_path)}
    for loaded in ("['pydantic', 'yaml'", "[]"):
        result = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, check=True
        )
        assert result.stderr.startswith(loaded)
