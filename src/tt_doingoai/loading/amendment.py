"""The next version of a plan: the latest file's own text, with the fields of a new version set."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tt_doingoai.errors import Refused
from tt_doingoai.loading.checks import check_all
from tt_doingoai.loading.layout import PLANS
from tt_doingoai.loading.models import as_meant, parse_model
from tt_doingoai.loading.workspace import read_files
from tt_doingoai.loading.yaml_edit import put
from tt_doingoai.model.plan import CitedDocument, Plan
from tt_doingoai.terms import date_text
from tt_doingoai.wording import _


class NewVersion(NamedTuple):
    """A version that is ready to be written.

    Attributes:
        path: Its file, relative to the workspace.
        data: The file's bytes.
        plan: What they say.
    """

    path: str
    data: bytes
    plan: Plan


def next_version(
    root: Path, latest: Plan, *, on: dt.date, number: str, dated: dt.date | None
) -> NewVersion:
    """Return the version after a plan's latest one, not yet written.

    Args:
        root: The workspace.
        latest: The plan's latest version.
        on: The day from which the new one is in force.
        number: The document that ordered it.
        dated: That document's date, where it is known.

    Raises:
        Refused: Its file is there already, or it would not begin after the latest one.
        InvalidFiles: The new file would have errors.
    """
    path = f"{PLANS}/{latest.id}.v{latest.version + 1}.yaml"
    if (root / path).exists():
        raise Refused(_('"{file}" is there already; nothing was written').format(file=path))
    if latest.effective_from and on <= latest.effective_from:
        message = _("version {n} must begin after version {before}, which began on {day}")
        began = date_text(latest.effective_from)
        raise Refused(message.format(n=latest.version + 1, before=latest.version, day=began))
    files = read_files(root)
    of_latest = f"{PLANS}/{latest.id}.v{latest.version}.yaml"
    (source,) = [file for file in files.plans if file.path == of_latest]
    text = source.data.decode("utf-8-sig")
    document = CitedDocument(number=number, date=dated)
    text = put(text, (), "version", latest.version + 1, drop_comment=True)
    text = put(text, (), "effective_from", on, drop_comment=True)
    ordered = {"number": number, "date": dated}
    text = put(text, (), "amended_by", ordered, drop_comment=True)
    made = parse_model(Plan, text.encode(), path=path)
    expected = replace(latest, version=latest.version + 1, effective_from=on, amended_by=document)
    data = as_meant(
        made,
        check_all([*files.plans, made], files.units),
        meant=expected,
        message=_("the new version would have errors; nothing was written"),
    )
    return NewVersion(path, data, expected)
