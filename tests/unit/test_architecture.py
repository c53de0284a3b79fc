"""The layers hold: imports point down only, the core is pure, each door has one keeper."""

from __future__ import annotations

import ast
import os
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
    "yaml": ("loading",),
    "pydantic": ("loading", "model.scalars", "model.units"),  # there inside hooks Pydantic calls
    "pydantic_core": ("loading", "model.scalars", "model.units"),
    "rich": ("render.status_table", "render.matrix_table", "render.rich_page"),
    "typer": ("cli",),
    "filelock": ("store.lock",),
    "dateutil": ("schedule.last_day",),
    "holidays": ("loading.calendar",),
    "jinja2": ("render.template",),
}
IMPURE: Final = {"os", "io.open", "pathlib", "time", "random", "secrets", "shutil", "subprocess"}
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
    ],
)
def test_a_planted_violation_is_found(module: str, code: str, told: str) -> None:
    assert told in "; ".join(violations(module, code))


def graph() -> dict[str, set[str]]:
    """What each module imports of the package when it is itself imported."""
    known = modules()
    edges: dict[str, set[str]] = {}
    for module, code in known.items():
        tree = ast.parse(code)
        at_import = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = [own(name) for node in at_import for name in imports(node)]
        edges[module] = {
            target
            for name in names
            if name
            for target in (name, name.rsplit(".", 1)[0])
            if target in known
        }
    return edges


def circle(edges: dict[str, set[str]]) -> list[str]:
    """One circle of imports, or nothing."""

    def walk(module: str, path: list[str]) -> list[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        for target in sorted(edges.get(module, ())):
            found = walk(target, [*path, module])
            if found:
                return found
        return []

    return next((found for module in edges if (found := walk(module, []))), [])


def test_there_is_no_circle_of_imports() -> None:
    assert circle(graph()) == []


def test_a_planted_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]


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
