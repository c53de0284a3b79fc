"""What a recording command names: obligations, and what goes with a record."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from tt_doingoai.cli import typed, words
from tt_doingoai.cli.options import Details, Units
from tt_doingoai.cli.session import Session
from tt_doingoai.errors import Refused, reason_of
from tt_doingoai.model.ledger import Evidence
from tt_doingoai.model.written_evidence import named_evidence
from tt_doingoai.recording.target import Target
from tt_doingoai.wording import _


def target_of(session: Session, tasks: Sequence[str], units: Units) -> Target:
    """Return which obligations were named, every name looked up.

    Raises:
        Refused: A name stands for nothing or for several things, or no unit was named.
    """
    roster = session.workspace.roster
    plans = session.plans(session.today)
    if units.plan is not None:
        plans = [words.the_plan(units.plan, plans)]
    found = [words.the_task(query, plans) for query in tasks]
    if bool(units.unit) == bool(units.group):
        raise Refused(_("name the units: --unit NAME (may be repeated), or --group NAME"))
    if units.except_ and not units.group:
        raise Refused(_("--except goes with --group"))
    if units.group:
        group = words.the_group(units.group, roster)
        left_out = {words.the_unit(query, roster).id for query in units.except_ or ()}
        members = [u for u in roster.units if any(m.id == group for m in u.groups)]
        strangers = left_out - {u.id for u in members}
        if strangers:
            raise Refused(
                _("--except: {units} is not in the group {group}").format(
                    units=", ".join(sorted(strangers)), group=group
                )
            )
        chosen = [u for u in members if u.id not in left_out]
    else:
        chosen = list(dict.fromkeys(words.the_unit(query, roster) for query in units.unit or ()))
    return Target(
        tasks=list(dict.fromkeys((plan.id, place.task.id) for plan, place in found)),
        units=chosen,
        period=typed.text(units.period),
        only_holders=bool(units.group),
    )


def evidence_of(session: Session, details: Details) -> tuple[Evidence, ...]:
    """Return what goes with a record: numbers, addresses, files with their SHA-256.

    Raises:
        Refused: A file cannot be read.
    """
    found = []
    for value in details.evidence or ():
        written = typed.text(value)
        if written is None:
            raise Refused(_("--evidence has no text; write the document's number"))
        found.append(named_evidence(written))
    root = session.workspace.root
    return (*found, *(_file_evidence(file, root) for file in details.evidence_file or ()))


def _file_evidence(file: Path, root: Path) -> Evidence:
    try:
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Refused(
            _('--evidence-file: "{file}" cannot be read: {reason}').format(
                file=file, reason=reason_of(error)
            )
        ) from error
    resolved = file.resolve()
    inside = resolved.is_relative_to(root.resolve())
    # Outside the workspace a path says nothing to another machine: the name and digest do.
    path = resolved.relative_to(root.resolve()).as_posix() if inside else resolved.name
    return Evidence(path=typed.text(path), sha256=digest)
