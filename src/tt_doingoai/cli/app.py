"""The commands of ``ttdn``: one registry, whose modules are imported only when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tt_doingoai.wording import later


class Route(NamedTuple):
    """A command: where its function stands and what it does, or a family of commands."""

    summary: str
    function: str | None = None
    commands: Mapping[str, Route] | None = None


COMMANDS: Final[Mapping[str, Route]] = {
    "init": Route(later("Make a workspace."), "starting:init"),
    "status": Route(
        later("Who is late, with what, against which words of the plan."), "views:status"
    ),
    "report": Route(later("The text report of a unit, or of the whole."), "reporting:report"),
    "check": Route(
        later("The scheduled check: silent and 0 when nothing is overdue."), "checking:check"
    ),
    "matrix": Route(later("Units by tasks, a letter in each cell."), "tables:matrix"),
    "form": Route(later("A table of a task to fill in, a row per unit."), "tables:form"),
    "import": Route(later("Record what a table says."), "tables:import_"),
    "export": Route(later("Records as a table that can be imported."), "tables:export"),
    "explain": Route(
        later("A task: its words, its last day and how it was reached."), "views:explain"
    ),
    "start": Route(later("Record that units are at work."), "records:start"),
    "receive": Route(later("Record that a report has arrived."), "records:receive"),
    "done": Route(later("Record that a task is done."), "records:done"),
    "return": Route(later("Record that a report was returned for completion."), "records:return_"),
    "waive": Route(later("Record that a task does not apply, or was withdrawn."), "records:waive"),
    "note": Route(later("Note a reason, a request, a refusal, a contact."), "records:note"),
    "extend": Route(later("Grant a later last day."), "extending:extend"),
    "remind": Route(
        later("Draft a reminder to each late unit, and record that it went out."),
        "reminding:remind",
    ),
    "confirm": Route(
        later("Confirm what was recorded before a plan was amended."), "confirming:confirm"
    ),
    "correct": Route(later("Mend what an update recorded."), "mending:correct"),
    "undo": Route(later("Take an update back."), "mending:undo"),
    "log": Route(later("The history of all updates."), "mending:log"),
    "snapshot": Route(later("Close the figures of a day under a name."), "snapshots:snapshot"),
    "plan": Route(
        later("Plans: list, show, validate, amend, diff, close, schema."),
        commands={
            "list": Route(later("All versions of all plans."), "plans:list_"),
            "show": Route(later("A plan word for word, with its tasks."), "plans:show"),
            "validate": Route(
                later("Every problem of all files, with its place."), "plans:validate"
            ),
            "amend": Route(later("Make the file of a plan's next version."), "plan_life:amend"),
            "diff": Route(later("What two versions say differently."), "plan_life:diff"),
            "close": Route(later("End a plan's follow-up."), "plan_life:close"),
            "schema": Route(later("The JSON Schema for editors."), "plans:schema"),
        },
    ),
    "units": Route(
        later("Units: list, show, validate, merge, rename, import."),
        commands={
            "list": Route(later("All units."), "rosters:list_"),
            "show": Route(later("One unit."), "rosters:show"),
            "validate": Route(later("Every problem of the roster."), "rosters:validate"),
            "merge": Route(later("Merge units into one."), "reorganising:merge"),
            "rename": Route(later("Give a unit another name."), "reorganising:rename"),
            "import": Route(later("Make the roster from a CSV table."), "rosters:import_"),
        },
    ),
    "schedule": Route(
        later("The job that checks every morning: print."),
        commands={
            "print": Route(
                later("Recipes for cron, systemd and Windows, ready to be used."),
                "scheduling:print_",
            ),
        },
    ),
    "store": Route(
        later("The ledger's health: verify, backups, restore, lock-test."),
        commands={
            "verify": Route(later("Look the ledger and its folder over."), "stores:verify"),
            "backups": Route(later("The backups beside the ledger."), "stores:backups"),
            "restore": Route(later("Put a backup back."), "stores:restore"),
            "lock-test": Route(
                later("Prove that two writers shut each other out in this folder."),
                "stores:lock_test",
            ),
        },
    ),
}
