"""What a module does beyond what its place allows; and what the lists allow for nothing."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import accumulate

from tests.structure.allowed import (
    BUILTINS,
    CHANGING,
    CLOCK,
    COMPUTING,
    FOREIGN,
    LAYERS,
    LOOKING,
    OUTER,
    OWN,
    PURE,
    READING,
    RECORDS,
)
from tests.structure.source import PACKAGE, Reading, own, read


@functools.cache
def within(module: str, places: str | tuple[str, ...]) -> bool:
    """Whether a module is one of some modules, or in one of some layers."""
    named = places.split() if isinstance(places, str) else places
    return any(module == place or module.startswith(f"{place}.") for place in named)


def layer(module: str) -> int:
    head = module.split(".", 1)[0]
    return next(number for number, names in enumerate(LAYERS) if head in names)


@functools.cache
def allows(pattern: str, name: str) -> bool:
    """Whether a line of the lists is about a name, a part of it, or the way to it."""
    if name == pattern or pattern.startswith(f"{name}."):
        return True
    return any(fnmatchcase(part, pattern) for part in accumulate(name.split("."), "{}.{}".format))


def violations(module: str, code: str) -> list[str]:
    """What a module does that its place does not allow."""
    reading = read(code)
    parts = (_layers, _foreign, _own, _builtins, _disk, _clock, _records)
    return sorted({f"{module} {told}" for part in parts for told in part(module, reading)})


def _layers(module: str, reading: Reading) -> Iterator[str]:
    """Imports from above; an import by name must say in its text from where."""
    here = layer(module)
    for target in reading.taken():
        head = target.split(".", 1)[0]
        if any(head in names for names in LAYERS[:here]):
            yield f"imports {target} from above"
    for name in reading.imported:
        if name.startswith(".") or name == "*" or name.endswith(".*"):
            yield f"imports {name}: neither relative nor everything"
    for name, call in reading.calls():
        if name == "importlib.import_module":
            begins = ast.unparse(call.args[0])
            package = f"{PACKAGE}.{module.rpartition('.')[0]}."
            if not begins.startswith(f"f'{package}{{"):
                yield f"imports {begins}, which may be anything"


def _foreign(module: str, reading: Reading) -> Iterator[str]:
    for name in reading.foreign():
        if name.split(".")[0] in COMPUTING:
            continue
        if not any(allows(line, name) and within(module, who) for line, who in FOREIGN.items()):
            yield f"uses {name}"


def _own(module: str, reading: Reading) -> Iterator[str]:
    for name in reading.taken():
        called = name.replace("()", "")
        if not within(module, OWN.get(called, module)):
            yield f"uses {called}, which {OWN[called]} alone may"


def _builtins(module: str, reading: Reading) -> Iterator[str]:
    for name, node in reading.uses():
        if (
            isinstance(node, ast.Name)
            and name == node.id
            and not within(module, BUILTINS.get(name, module))
        ):
            yield f"uses {name}"


def _disk(module: str, reading: Reading) -> Iterator[str]:
    """Changes of the disk through a path or an open file."""
    for name, call in reading.calls():
        method = name.rpartition(".")[2]
        if method == "open":
            mode = _mode(call, first=name not in ("open", "os.fdopen"))
            changes = name != "os.open" and mode not in READING  # its flags are names of os
        elif method == "fdopen":
            changes = _mode(call, first=False) not in READING
        elif method == "replace":  # that of a text takes two, that of a day or a class names them
            changes = "." in name and len(call.args) == 1 and not call.keywords
        else:
            changes = "." in name and method in CHANGING
        if changes and not within(module, CHANGING.get(method, "")):
            yield f"changes the disk: {name}"
        if within(module, PURE) and (method == "open" or ("." in name and method in LOOKING)):
            yield f"looks at the disk: {name}"


def _mode(call: ast.Call, *, first: bool) -> object:
    """The mode that a call opens by; None where it cannot be read."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    given = [*call.args[0 if first else 1 :], *named][:1] or [ast.Constant("r")]
    return given[0].value if isinstance(given[0], ast.Constant) else None


def _clock(module: str, reading: Reading) -> Iterator[str]:
    """The time: as a function of datetime under any name, or called on whatever is one."""
    if module == "clock":
        return
    for name, _node in reading.uses():
        base, _, last = name.rpartition(".")
        if last in CLOCK and base in ("datetime.datetime", "datetime.date"):
            yield f"reads the clock: {name}"
    for name, _call in reading.calls():
        base, _, last = name.rpartition(".")
        if last in CLOCK and base and own(name) != "clock.now":
            yield f"reads the clock: {name}"


def _records(module: str, reading: Reading) -> Iterator[str]:
    """Records that go round the one way to a store, by what is called one or said to be one."""
    if module == RECORDS:
        return
    said = _said_to_be_stores(reading)
    for name, _node in reading.uses():
        base, _, last = name.rpartition(".")
        if last == "append" and (re.search(r"(?i)store(\(\))?$", base) or base in said):
            yield f"records: {name}"


def _said_to_be_stores(reading: Reading) -> set[str]:
    """What is annotated as a store, or made by what is called one."""
    said = set()
    for node in ast.walk(reading.tree):
        match node:
            case ast.arg(arg=name, annotation=ast.expr() as kind) if "Store" in ast.unparse(kind):
                said.add(name)
            case ast.AnnAssign(target=target, annotation=kind) if "Store" in ast.unparse(kind):
                said.add(ast.unparse(target))
            case ast.Assign(targets=targets, value=ast.Call(func=made_by)):
                if reading.name_of(made_by).lower().endswith("store"):
                    said |= {ast.unparse(target) for target in targets}
    return said


def unused(known: Mapping[str, str]) -> list[str]:
    """The lines of the lists, or places in them, that no module needs."""
    needed: dict[str, set[str]] = {}
    for module, code in known.items():
        reading = read(code)
        changing = {name.rpartition(".")[2] for name, _call in reading.calls() if "." in name}
        builtins = {name for name, _node in reading.uses() if "." not in name}
        own_names = {name.replace("()", "") for name in reading.taken()}
        needed[module] = reading.foreign() | changing | builtins | own_names
    return [
        f"{line}: {place}"
        for lines in (FOREIGN, OWN, CHANGING, BUILTINS)
        for line, places in lines.items()
        for place in places.split()
        if places not in (OUTER, f"{OUTER} wording")
        and not any(
            within(module, place) and any(name.startswith(line.split("*")[0]) for name in names)
            for module, names in needed.items()
        )
    ]
