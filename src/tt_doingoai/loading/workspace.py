"""The workspace: the folder that holds plans, units, settings and the ledger (design 3)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tt_doingoai.assess.assessment import Digests
from tt_doingoai.errors import InvalidFiles, Untrusted, reason_of
from tt_doingoai.loading import kept
from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.settings import Settings
from tt_doingoai.model.units import Roster
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from tt_doingoai.loading.files import ReadFile

PLANS = "plans"
UNITS = "units.yaml"
SETTINGS = "ttdn.toml"
TEMPLATES = "templates"
STORE = "store"  # what is in it is the store's own affair
_LONGEST_WINDOW = 366  # days
VARIABLE = "TTDN_WORKSPACE"


class Files(NamedTuple):
    """Every file of a workspace as read, whether right or wrong."""

    plans: tuple[ReadFile[Plan], ...]
    units: ReadFile[Roster]

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of files and lines."""
        from tt_doingoai.loading.checks import check_all

        own = [problem for file in self.plans for problem in file.problems]
        own += self.units.problems
        return sorted({*own, *check_all(self.plans, self.units)})


class Workspace(NamedTuple):
    """An office's files, valid and typed.

    Attributes:
        root: The folder.
        versions: Every version of every plan.
        roster: The units and groups.
        settings: The office's settings.
        digests: What they were read from.
        warnings: What is doubtful but stops nothing; ``plan validate`` prints it.
    """

    root: Path
    versions: tuple[Plan, ...]
    roster: Roster
    settings: Settings
    digests: Digests
    warnings: tuple[Problem, ...]


def find_root(given: Path | None, *, environment: Mapping[str, str], here: Path) -> Path:
    """Return the workspace's folder: as given, by the environment, or walking up from here.

    Raises:
        Untrusted: There is none, or the one named is none.
    """
    named = given or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is not None:
        if _is_workspace(named):
            return named
        raise Untrusted(
            _(
                '"{folder}" is no workspace (it has no plans/ and units.yaml); make one: ttdn'
                ' init "{folder}"'
            ).format(folder=named)
        )
    for folder in (here, *here.parents):
        # On the way up a folder must have both: many a folder is called "plans".
        if _has(folder, Path.is_dir, PLANS) and _has(folder, Path.is_file, UNITS):
            return folder
    raise Untrusted(
        _(
            "no workspace (a folder with plans/ and units.yaml) here or above; make one: ttdn"
            " init, or name it: ttdn --workspace FOLDER"
        )
    )


def _is_workspace(folder: Path) -> bool:
    return _has(folder, Path.is_dir, PLANS) or _has(folder, Path.is_file, UNITS)


def _has(folder: Path, kind: Callable[[Path], bool], name: str) -> bool:
    try:
        return kind(folder / name)
    except OSError:  # what cannot be looked at is not there for us
        return False


def read_files(root: Path) -> Files:
    """Return every plan and the roster of a workspace, with all their problems."""
    from tt_doingoai.loading.files import read_model

    units = read_model(Roster, root / UNITS, path=UNITS)
    try:
        found = _plan_paths(root)
    except OSError as error:
        told = _("cannot be read: {reason}").format(reason=reason_of(error))
        return Files((_no_plan(told),), units)
    if not found:
        return Files((_no_plan(_("there is no plan here; put one in, or: ttdn init")),), units)
    return Files(tuple(read_model(Plan, root / path, path=path) for path in found), units)


def _plan_paths(root: Path) -> list[str]:
    """Return the plans' files, relative to the workspace; raises ``OSError``."""
    names = sorted(file.name for file in (root / PLANS).iterdir())
    return [f"{PLANS}/{name}" for name in names if name.endswith((".yaml", ".yml"))]


def _no_plan(told: str) -> ReadFile[Plan]:
    from tt_doingoai.loading.files import ReadFile

    return ReadFile(PLANS, b"", None, None, (Problem(PLANS, 1, 1, "TD001", told),))


def load_workspace(root: Path) -> Workspace:
    """Return a workspace's files, valid and typed; what was validated before is not read again.

    Raises:
        InvalidFiles: A file has errors; carries all problems of all files.
        Untrusted: The settings are wrong.
    """
    try:
        digests = digests_of_files(root)
    except OSError:  # validating says which file, and why
        return _validated(root)
    entry = kept.Entry(root, digests.plans, digests.units, digests.settings)
    found = entry.read()
    if found:
        plans, roster, settings, warnings = found
        return Workspace(root, tuple(plans), roster, settings, digests, tuple(warnings))
    workspace = _validated(root)
    if workspace.digests == digests:  # else somebody saved a file in between
        entry.write((workspace.versions, workspace.roster, workspace.settings, workspace.warnings))
    return workspace


def digests_of_files(root: Path) -> Digests:
    """Return the digests of a workspace's files, right or wrong; raises ``OSError``."""
    plans = [(path, (root / path).read_bytes()) for path in _plan_paths(root)]
    return _digests(plans, (root / UNITS).read_bytes(), _settings_bytes(root))


def _validated(root: Path) -> Workspace:
    files = read_files(root)
    problems = files.problems
    if any(map(is_error, problems)):
        raise InvalidFiles(
            _(
                "the plan or the units have errors, so there is no answer; mend them and run:"
                " ttdn plan validate"
            ),
            problems,
        )
    plans = tuple(file.model for file in files.plans if file.model)
    assert files.units.model is not None  # a file without a model has an error
    settings, settings_bytes = load_settings(root)
    digests = _digests([(f.path, f.data) for f in files.plans], files.units.data, settings_bytes)
    return Workspace(root, plans, files.units.model, settings, digests, tuple(problems))


def _digests(plans: Sequence[tuple[str, bytes]], units: bytes, settings: bytes) -> Digests:
    return Digests(
        plans=_digest(*(part for path, data in plans for part in (path.encode(), data))),
        units=_digest(units),
        settings=_digest(settings),
    )


def _digest(*parts: bytes) -> str:
    """Return the SHA-256 (hex) of the parts, each by its own digest, so that none can run on."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def load_settings(root: Path) -> tuple[Settings, bytes]:
    """Return the office's settings and the bytes they were read from; defaults without a file.

    Raises:
        Untrusted: The file is no TOML, or says what a setting cannot be.
    """
    import tomllib

    try:
        data = _settings_bytes(root)
    except OSError as error:
        raise Untrusted(
            _("{file} cannot be read: {reason}").format(file=SETTINGS, reason=reason_of(error))
        ) from error
    if not data:
        return Settings(), b""
    try:
        read = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Untrusted(
            _("{file} cannot be read: {reason}").format(file=SETTINGS, reason=error)
        ) from error
    return _settings(read), data


def _settings_bytes(root: Path) -> bytes:
    """Return the settings' bytes, none where there is no such file; raises ``OSError``."""
    try:
        return (root / SETTINGS).read_bytes()
    except FileNotFoundError:
        return b""


def _settings(read: dict[str, object]) -> Settings:
    from zoneinfo import ZoneInfo

    from pydantic import ValidationError

    from tt_doingoai.loading.validate import adapter

    try:
        settings: Settings = adapter(Settings).validate_python(_days_as_text(read))
        ZoneInfo(settings.time_zone)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        told = _('{file}: "{key}" is wrong: {value}')
        if first["loc"][:1] == ("holidays",):
            told += "; " + _('[holidays] holds lists of days: extra = ["2024-04-29"], working = []')
        if first["loc"][:1] == ("letters",):
            told += "; " + _(
                "[letters] holds texts (superior, organ, place, suffix, filed) and lists of texts"
                " (signed, recipients)"
            )
        raise Untrusted(
            told.format(
                file=SETTINGS,
                key=".".join(map(str, first["loc"])),
                value=first["input"],
            )
        ) from error
    except (ValueError, OSError, LookupError) as error:
        raise Untrusted(
            _('{file}: "{zone}" is no time zone; write "Asia/Ho_Chi_Minh"').format(
                file=SETTINGS, zone=read.get("time_zone")
            )
        ) from error
    if not 0 <= settings.due_soon_days <= _LONGEST_WINDOW:
        raise Untrusted(_("{file}: due_soon_days must lie between 0 and 366").format(file=SETTINGS))
    both = set(settings.holidays.extra) & set(settings.holidays.working)
    if both:
        told = _(
            "{file}: [holidays] names {day} both as a day off and as a working day;"
            " take it out of one of them"
        )
        raise Untrusted(told.format(file=SETTINGS, day=min(both)))
    return settings


def _days_as_text(value: object) -> object:
    """Return TOML's own dates as text, so that they are read by the one rule for days."""
    if isinstance(value, dict):
        return {key: _days_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_days_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
