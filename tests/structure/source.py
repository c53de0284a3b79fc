"""The source as the rules see it: what a module imports and uses, whatever name it gives to it."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PACKAGE: Final = "tt_doingoai"
SOURCE: Final = Path(__file__).resolve().parents[2] / "src" / PACKAGE
_REGISTERED: Final = re.compile(r"(\w+):\w+")  # "module:function" of a registry


@functools.cache
def modules() -> Mapping[str, str]:
    """The code of every module, by its name within the package."""
    return {name: code for name, code in _all().items() if not name.endswith("__init__")}


@functools.cache
def packages() -> Mapping[str, str]:
    """The code of every ``__init__``."""
    return {name: code for name, code in _all().items() if name.endswith("__init__")}


@functools.cache
def _all() -> Mapping[str, str]:
    return {
        ".".join(file.relative_to(SOURCE).with_suffix("").parts): file.read_text(encoding="utf-8")
        for file in sorted(SOURCE.rglob("*.py"))
    }


def own(name: str) -> str | None:
    """The part of an own name after the package; None for what others made."""
    return name.removeprefix(f"{PACKAGE}.") if name.startswith(f"{PACKAGE}.") else None


class Reading:
    """A module's code, in which every name is traced to what was imported.

    Attributes:
        imported: What is imported, at any depth: modules, and names of modules.
        bound: What each name of the module that was imported stands for.
    """

    def __init__(self, code: str) -> None:
        self.tree = ast.parse(code)
        self.imported: list[str] = []
        self.bound: dict[str, str] = {}
        for node in ast.walk(self.tree):
            self._take(node)
        roots = {name.split(".")[0] for name in self.imported}
        for node in ast.walk(self.tree):  # another name for what was imported: today = date.today
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name | ast.Attribute):
                name = self.name_of(node.value)
                if name.split(".")[0] in roots:
                    self.bound |= {
                        target.id: name
                        for target in node.targets
                        if isinstance(target, ast.Name) and target.id not in self.bound
                    }

    def _take(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.imported.append(alias.name)
                self.bound[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            for alias in node.names:
                self.imported.append(f"{module}.{alias.name}")
                self.bound[alias.asname or alias.name] = f"{module}.{alias.name}"

    def name_of(self, node: ast.AST) -> str:
        """What an expression names, from its import on; "?" for what has no name.

        A call is "f()"; an attribute that ``getattr`` takes by a name that nobody can read is "*".
        """
        if isinstance(node, ast.Name):
            return self.bound.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self.name_of(node.value)}.{node.attr}"
        if isinstance(node, ast.Call):
            if _takes_attribute(node):
                attribute = node.args[1]
                named = isinstance(attribute, ast.Constant)
                return f"{self.name_of(node.args[0])}.{attribute.value if named else '*'}"
            return f"{self.name_of(node.func)}()"
        return "?"

    def uses(self) -> Iterator[tuple[str, ast.expr]]:
        """Every name and attribute that is read, with its place."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name | ast.Attribute) or _takes_attribute(node):
                assert isinstance(node, ast.expr)
                yield self.name_of(node), node

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, by the name of what is called."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield self.name_of(node.func), node

    def foreign(self) -> set[str]:
        """Every name of other packages and of the standard library, imported or used."""
        roots = {name.split(".")[0] for name in self.imported} - {PACKAGE, ""}
        used = {name for name, _node in self.uses() if name.split(".")[0] in roots}
        return {name.replace("()", "") for name in {*used, *self.imported} if own(name) is None}

    def taken(self) -> set[str]:
        """Every name of other modules of the package, imported or used."""
        names = {*self.imported, *(name for name, _node in self.uses())}
        return {target for name in names if (target := own(name))}


def _takes_attribute(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "getattr"


@functools.cache
def read(code: str) -> Reading:
    """A module's reading; nobody changes its tree."""
    return Reading(code)


def graph(known: Mapping[str, str], *, lazy: bool) -> dict[str, set[str]]:
    """What each module imports of the package, at once or, where asked, when it is called too.

    A string "module:function" is an import when it is called: so the registries name modules.
    """
    edges: dict[str, set[str]] = {}
    for module, code in known.items():
        tree = ast.parse(code)
        for node in ast.walk(tree):  # what only type checkers read is no import
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                node.body = [ast.Pass()]
        names = _imported_at_once(tree)
        if lazy:
            names = [*_imports(tree), *_registered(module, tree)]
        edges[module] = {
            target
            for name in map(own, names)
            if name
            for target in (name, name.rsplit(".", 1)[0])
            if target in known
        }
    return edges


def _imports(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def _imported_at_once(tree: ast.AST) -> list[str]:
    """What is imported outside functions: in a class, a branch or a ``try`` too."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += _imports(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            found += _imported_at_once(node)
    return found


def _registered(module: str, tree: ast.AST) -> list[str]:
    """The modules of its own layer that a module names as "module:function"."""
    package = f"{PACKAGE}.{module.rpartition('.')[0]}"
    strings = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    matches = (_REGISTERED.fullmatch(text) for text in strings if isinstance(text, str))
    return [f"{package}.{match[1]}" for match in matches if match]


def circle(edges: Mapping[str, set[str]]) -> list[str]:
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
