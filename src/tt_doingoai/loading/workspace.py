"""The workspace: the folder that holds plans, units, settings and the ledger (design 3)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tt_doingoai.errors import InvalidFiles, reason_of
from tt_doingoai.loading import kept
from tt_doingoai.loading.digests import inputs_of, inputs_of_files
from tt_doingoai.loading.layout import PLANS, UNITS, plan_paths
from tt_doingoai.loading.problems import Problem, is_error
from tt_doingoai.loading.settings import load_settings
from tt_doingoai.model.ledger import Inputs
from tt_doingoai.model.plan import Plan
from tt_doingoai.model.settings import Settings
from tt_doingoai.model.units import Roster
from tt_doingoai.wording import _

if TYPE_CHECKING:
    from tt_doingoai.loading.files import ReadFile


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
        inputs: The digests of what they were read from.
        warnings: What is doubtful but stops nothing; ``plan validate`` prints it.
    """

    root: Path
    versions: tuple[Plan, ...]
    roster: Roster
    settings: Settings
    inputs: Inputs
    warnings: tuple[Problem, ...]


def read_files(root: Path) -> Files:
    """Return every plan and the roster of a workspace, with all their problems."""
    from tt_doingoai.loading.models import read_model

    units = read_model(Roster, root / UNITS, path=UNITS)
    try:
        found = plan_paths(root)
    except OSError as error:
        message = _("cannot be read: {reason}").format(reason=reason_of(error))
        return Files((_no_plan(message),), units)
    if not found:
        return Files((_no_plan(_("there is no plan here; put one in, or: ttdn init")),), units)
    return Files(tuple(read_model(Plan, root / path, path=path) for path in found), units)


def _no_plan(message: str) -> ReadFile[Plan]:
    from tt_doingoai.loading.files import ReadFile

    return ReadFile(PLANS, b"", None, None, (Problem(PLANS, 1, 1, "TD001", message),))


def load_workspace(root: Path) -> Workspace:
    """Return a workspace's files, valid and typed; what was validated before is not read again.

    Raises:
        InvalidFiles: A file has errors; carries all problems of all files.
        Untrusted: The settings are wrong.
    """
    try:
        inputs = inputs_of_files(root)
    except OSError:  # validating says which file, and why
        return _validated(root)
    entry = kept.KeptFile(root, *map(str, inputs))
    found = entry.read()
    if found:
        plans, roster, settings, warnings = found
        return Workspace(root, tuple(plans), roster, settings, inputs, tuple(warnings))
    workspace = _validated(root)
    if workspace.inputs == inputs:  # else somebody saved a file in between
        entry.write((workspace.versions, workspace.roster, workspace.settings, workspace.warnings))
    return workspace


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
    inputs = inputs_of([(f.path, f.data) for f in files.plans], files.units.data, settings_bytes)
    return Workspace(root, plans, files.units.model, settings, inputs, tuple(problems))
