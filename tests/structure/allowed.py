"""What each place in the source may do, as allow-lists.

What stands in no list is refused: a new way to the disk, the clock or another package is a new line
here, and is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
    ("errors", "text", "wording", "__init__"),
)
CORE: Final = ("model", "schedule", "assess", "lookup", "terms", "text")
PURE: Final = (*CORE, "recording", "render")

# What only computes: any module may import it.
COMPUTING: Final = frozenset(
    {
        *("__future__", "calendar", "collections", "contextlib", "dataclasses", "datetime"),
        *("difflib", "enum", "errno", "functools", "hashlib", "itertools", "json", "operator"),
        *("re", "shlex", "stat", "typing", "unicodedata"),
    }
)
OUTER: Final = "cli loading store atomic_write"  # the parts that are not pure
# All else that others made, each name with the modules or layers that may use it; "*" in a name is
# any end or part of it.
FOREIGN: Final[Mapping[str, str]] = {
    # the standard library
    "csv": "loading.table render.csv_text",
    "gc": "__main__",
    "gettext": "wording",
    "importlib.import_module": "cli.building render.formats",
    "importlib.resources": "loading.shipped loading.templates",
    "inspect": "cli.spreading",
    "io.StringIO": "loading.table render.csv_text render.rich_page",
    "io.TextIOWrapper": "cli.main",
    "pathlib": f"{OUTER} wording",
    "secrets": "store.lock_test",
    "shutil.get_terminal_size": "cli.output",
    "subprocess": "store.lock_test",
    "sys.argv": "__main__",
    "sys.executable": "cli.scheduling store.lock_test",
    "sys.exit": "__main__",
    "sys.intern": "store.values",
    "sys.platform": "loading.kept",
    "sys.stderr": "__main__ cli.account cli.main cli.output",
    "sys.stdin": "cli.account cli.output cli.recording cli.rosters cli.tables",
    "sys.stdout": "cli.main cli.output",
    "sys.version": "loading.kept",
    "time.monotonic": "atomic_write store.lock_test",
    "time.sleep": "atomic_write store.lock_test store.reading store.verify",
    "tomllib": "loading.toml_file",
    "traceback": "cli.main",
    "zoneinfo": "clock loading.settings",
    # the system, where it is only asked
    **{
        f"os.{name}": OUTER
        for name in (
            *("O_BINARY", "O_CLOEXEC", "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_RDONLY"),
            *("close", "devnull", "fspath", "fstat", "geteuid", "getpid", "name", "path"),
            *("scandir", "sep", "stat_result", "strerror", "urandom"),
        )
    },
    "os.environ": "cli.account cli.main cli.output cli.session loading.kept",
    # the disk: who may open (to write only with the flags below), and who may change it
    "os.open": "atomic_write cli.output loading.kept store.content",
    "os.fdopen": "loading.kept",
    "os.O_WRONLY": "atomic_write cli.output",  # there of the null device
    "os.O_CREAT": "atomic_write",
    "os.O_EXCL": "atomic_write",
    "os.dup2": "cli.output",
    "os.fchmod": "atomic_write",
    "os.fsync": "atomic_write cli.output",  # there of stdout
    "os.link": "store.backups",
    "os.write": "atomic_write",
    # third parties
    "dateutil.relativedelta": "schedule.last_day",
    "filelock": "store.lock",
    "holidays": "loading.calendar",
    # no loader among them: what a letter is made of is read elsewhere
    "jinja2.Template": "render.template",
    "jinja2.*Undefined": "render.template",
    "jinja2.exceptions": "render.template",
    "jinja2.nodes": "render.template",
    "jinja2.sandbox": "render.template",
    "pydantic": "loading.settings loading.validate",
    "pydantic_core.ErrorDetails": "loading.validate",
    # in hooks that Pydantic calls: how a value of the model is written
    "pydantic.Get*SchemaHandler": "model.scalars model.units",
    "pydantic_core.PydanticCustomError": "model.scalars",
    "pydantic_core.core_schema": "model.scalars model.units",
    "rich": "render.matrix_table render.rich_page render.status_table",
    "typer": "cli",
    # one reader of YAML; yaml_edit looks for a place in a text, and reads no value
    "yaml.parse": "loading.yaml_tree",
    "yaml.*Event": "loading.yaml_tree",
    "yaml.reader": "loading.yaml_tree",
    "yaml.MarkedYAMLError": "loading.yaml_syntax loading.yaml_tree",
    "yaml.*SafeLoader": "loading.yaml_edit loading.yaml_tree",
    "yaml.compose": "loading.yaml_edit",
    "yaml.*Node": "loading.yaml_edit",
    "yaml.safe_dump": "loading.roster_text",
}
# Of what the package has itself, what not everybody above it may use.
OWN: Final[Mapping[str, str]] = {
    # the day is an argument, but for those who begin
    "clock.now": "cli.session cli.filing cli.scheduling cli.stores",
    # the ledger: one maker of its lines, one opener, and a restore that puts itself in place
    "store.lines.encode": "store.json_store",
    "store.json_store.JsonStore": "store.opening",
    "store.json_store.put_in_place": "store.restore",
    "store.restore.restore": "cli.stores",
    "recording.commit.commit": "cli.recording",
    # the disk
    "atomic_write.move": "store.backups",
    "atomic_write.atomic_write": (
        "cli.account cli.filing cli.letters cli.output cli.plan_life cli.reminding cli.replacing"
        " cli.scheduling cli.starting loading.kept store.announced store.backups store.json_store"
    ),
}
# Methods of paths that change the disk, whatever the path is called, and who may call them.
CHANGING: Final[Mapping[str, str]] = {
    "open": "cli.filing store.lock_test",  # to write: a name and a mark that were nobody's
    "mkdir": (
        "cli.account cli.filing cli.letters cli.reminding cli.scheduling cli.starting loading.kept"
        " store.sharing"
    ),
    "chmod": "store.sharing",
    "rename": "store.restore",  # what is no plain file is set aside
    "replace": "atomic_write",
    "unlink": "atomic_write cli.filing store.backups store.lock_test",
    **dict.fromkeys(("write_text", "write_bytes", "touch", "rmdir", "lchmod", "truncate"), ""),
    **dict.fromkeys(("symlink_to", "hardlink_to", "link_to", "writelines"), ""),
}
# Methods that look at the disk; the pure parts may not do that either.
LOOKING: Final = frozenset(
    {"read_text", "read_bytes", "iterdir", "glob", "rglob", "exists", "is_file", "is_dir", "lstat"}
)
BUILTINS: Final[Mapping[str, str]] = {
    "open": "store.content",  # to read
    **dict.fromkeys(("print", "input", "exec", "eval", "compile", "breakpoint"), ""),
    **dict.fromkeys(("__import__", "__builtins__", "globals", "locals"), ""),
}
CLOCK: Final = frozenset({"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"})
READING: Final = frozenset({"r", "rb", "rt"})
RECORDS: Final = "recording.commit"  # the one way of a record to a store
