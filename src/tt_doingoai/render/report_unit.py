"""The report of one unit: every obligation in exactly one list, by its timeliness."""

from __future__ import annotations

from tt_doingoai.assess.grouping import earliest_first
from tt_doingoai.assess.report import LISTS, Report
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.render.figures import beside_sentences
from tt_doingoai.render.prose import Block, Gap, Heading, Items, Para, Title
from tt_doingoai.render.report_figures import figures, opening
from tt_doingoai.render.report_parts import full_place, story
from tt_doingoai.render.sources import source_line
from tt_doingoai.wording import _


def unit_blocks(report: Report) -> list[Block]:
    """Return the report of the one unit that it is about."""
    (unit,) = report.units
    assessment = report.counted
    plans = ", ".join(tracked.plan.number for tracked in assessment.plans)
    subject = _("Unit: {name}.").format(name=unit.name_on(assessment.day))
    blocks: list[Block] = [Title(_("IMPLEMENTATION OF PLAN {plans}").format(plans=plans))]
    blocks += [*opening(report, subject), Gap(), *figures(report)]
    for number, (name, cells) in enumerate(LISTS, start=1):
        listed = [v for v in assessment.listed if v.timeliness in cells]
        if listed or not assessment.filtered:
            blocks += _list(f"{number}. {_list_title(name)}", listed, report)
    blocks.append(Gap())
    blocks += map(Para, beside_sentences(assessment))
    return [*blocks, Para(source_line(assessment))]


def _list(title: str, listed: list[Verdict], report: Report) -> list[Block]:
    if not listed:
        return [Heading(_("{title}: none.").format(title=title))]
    items = [
        f"{full_place(verdict, report.whole)}: {story(verdict, report.whole)}"
        for verdict in earliest_first(listed)
    ]
    return [Heading(f"{title}: {len(listed)}."), Items(items)]


def _list_title(name: str) -> str:
    return {
        "overdue": _("Overdue"),
        "due_soon": _("Due soon"),
        "done": _("Done"),
        "in_time": _("In time"),
        "no_deadline": _("Standing duties and tasks without a stated time, not in the figures"),
        "not_applicable": _("Not applicable or withdrawn, not in the figures"),
    }[name]
