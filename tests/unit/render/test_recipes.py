"""Recipes for schedulers: their quoting, and what the schedulers' own checkers say of them."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disk import NAMES_IN_ANY_SCRIPT
from tt_doingoai.render.cron import cron_files
from tt_doingoai.render.recipes import JobPlace, in_one
from tt_doingoai.render.systemd import systemd_files
from tt_doingoai.render.windows_task import _argument, windows_files

PLAIN: Final = JobPlace(
    program=("/usr/bin/ttdn",),
    workspace="/srv/van-phong",
    folder="/srv/van-phong/kiem-tra",
    time_zone="Asia/Ho_Chi_Minh",
    at=dt.time(7, 30),
    starts=dt.date(2024, 4, 12),
)
WITH_SYSTEMD: Final = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None
    or not Path("/usr/share/zoneinfo/Asia/Ho_Chi_Minh").exists(),
    reason="systemd or the system's time zones are not installed here",
)
NASTY: Final = "/srv/Văn phòng 100% 'đối ngoại' \"A\" $HOME\\n"


def at(workspace: str) -> JobPlace:
    return PLAIN._replace(workspace=workspace, folder=f"{workspace}/kiem-tra")


def commands(crontab: str) -> dict[str, list[str]]:
    """What cron hands to the shell, by the days of the week: it ends a command at a bare %."""
    found = {}
    for line in crontab.splitlines():
        if line[:1].isdigit():
            _minute, _hour, _day, _month, days, command = line.split(" ", 5)
            bare = command.replace("\\%", "\0")
            assert "%" not in bare
            found[days] = shlex.split(bare.replace("\0", "%"))
    return found


class TestCron:
    def test_tells_the_news_every_working_day_and_the_whole_list_on_mondays(self) -> None:
        crontab = cron_files(PLAIN)["ttdn.crontab"]
        ran = commands(crontab)
        assert ran["1-5"] == [
            "/usr/bin/ttdn", "check", "--new", "--soon", "--announce",
            "--workspace", "/srv/van-phong",
        ]  # fmt: skip
        assert ran["1"][1:4] == ["check", "--soon", "--always"]
        assert "30 7 * * 1-5 " in crontab
        assert "CRON_TZ=Asia/Ho_Chi_Minh\n" in crontab
        assert "PYTHONUTF8=1\n" in crontab

    def test_names_any_path_as_it_is(self) -> None:
        ran = commands(cron_files(at(NASTY))["ttdn.crontab"])
        assert [command[-1] for command in ran.values()] == [NASTY, NASTY]

    @pytest.mark.skipif(shutil.which("crontab") is None, reason="cron is not installed here")
    @pytest.mark.parametrize("workspace", ["/srv/van-phong", NASTY])
    def test_is_what_cron_itself_takes(self, tmp_path: Path, workspace: str) -> None:
        def run(text: str) -> int:
            file = tmp_path / "crontab"
            file.write_text(text, encoding="utf-8")

            def told(option: str) -> subprocess.CompletedProcess[bytes]:
                return subprocess.run(["crontab", option, file], capture_output=True, check=False)

            cronie = told("-T")
            # Debian's cron has -n for it, which means something else to cronie.
            return (told("-n") if b"invalid option" in cronie.stderr else cronie).returncode

        crontab = cron_files(at(workspace))["ttdn.crontab"]
        assert run(crontab) == 0
        assert run(crontab.replace("30 7", "61 7")) != 0


class TestSystemd:
    def test_runs_at_the_hour_of_the_offices_zone_and_catches_up(self) -> None:
        files = systemd_files(PLAIN)
        assert sorted(files) == [
            "ttdn-new.service", "ttdn-new.timer", "ttdn-whole.service", "ttdn-whole.timer",
        ]  # fmt: skip
        news, whole = files["ttdn-new.timer"], files["ttdn-whole.timer"]
        assert "OnCalendar=Mon..Fri *-*-* 07:30:00 Asia/Ho_Chi_Minh\n" in news
        assert "OnCalendar=Mon *-*-* 07:30:00 Asia/Ho_Chi_Minh\n" in whole
        assert all("Persistent=true\n" in timer for timer in (news, whole))

    def test_a_finding_is_no_failure_to_it_and_what_is_told_stands_in_files(self) -> None:
        service = systemd_files(PLAIN)["ttdn-new.service"]
        assert '"--output-dir" "/srv/van-phong/kiem-tra" "--exit-zero"\n' in service

    def test_no_variable_is_looked_up_and_no_specifier_is_filled_in(self) -> None:
        service = systemd_files(at("/srv/100% $HOME"))["ttdn-new.service"]
        assert '"--workspace" "/srv/100%% $$HOME"' in service

    @WITH_SYSTEMD
    @NAMES_IN_ANY_SCRIPT
    def test_is_what_systemd_itself_takes(self, tmp_path: Path) -> None:
        program = tmp_path / "chương trình 100%" / "ttdn"
        program.parent.mkdir()
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
        place = at(NASTY)._replace(program=(str(program),))

        def complaints(place: JobPlace) -> str:
            files = systemd_files(place)
            for name, text in files.items():
                (tmp_path / name).write_text(text, encoding="utf-8")
            timers = [tmp_path / name for name in files]
            ran = subprocess.run(
                ["systemd-analyze", "verify", "--man=no", *timers],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
            )
            lines = (ran.stdout + ran.stderr).splitlines()
            return "\n".join(line for line in lines if "ttdn" in line or str(tmp_path) in line)

        assert complaints(place) == ""
        gone = place._replace(program=("/nowhere/ttdn",))
        assert "/nowhere/ttdn is not executable" in complaints(gone)
        assert "calendar" in complaints(place._replace(time_zone="Asia/Nowhere"))

    @WITH_SYSTEMD
    def test_next_runs_on_monday_after_a_friday(self) -> None:
        timer = systemd_files(PLAIN)["ttdn-new.timer"]
        (when,) = [line.partition("=")[2] for line in timer.splitlines() if "OnCal" in line]
        ran = subprocess.run(
            ["systemd-analyze", "calendar", "--base-time=2024-04-12 05:00:00 UTC", when],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "TZ": "UTC", "LC_ALL": "C"},
        )
        assert "Mon 2024-04-15 00:30:00 UTC" in ran.stdout


TASK: Final = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def task(place: JobPlace, name: str = "ttdn-new.xml") -> ET.Element:
    return ET.fromstring(windows_files(place)[name].encode("utf-16"))


def named(element: ET.Element | None) -> list[str]:
    assert element is not None
    return [child.tag.removeprefix(TASK) for child in element]


class TestWindows:
    def test_is_marked_untried(self) -> None:
        for text in windows_files(PLAIN).values():
            assert "<!-- CHƯA CHẠY THỬ" in text

    def test_a_triggers_elements_stand_in_the_schemas_order(self) -> None:
        """MS-TSCH 2.5.3.1 and 2.5.3.9: what all triggers have, then the schedule."""
        trigger = task(PLAIN).find(f"{TASK}Triggers/{TASK}CalendarTrigger")
        assert named(trigger) == ["Enabled", "StartBoundary", "ScheduleByWeek"]
        days = task(PLAIN, "ttdn-whole.xml").find(f".//{TASK}DaysOfWeek")
        assert named(days) == ["Monday"]

    def test_catches_up_and_takes_no_finding_for_a_failure(self) -> None:
        root = task(PLAIN)
        assert root.findtext(f"{TASK}Settings/{TASK}StartWhenAvailable") == "true"
        assert root.findtext(f".//{TASK}StartBoundary") == "2024-04-12T07:30:00"
        arguments = root.findtext(f".//{TASK}Arguments") or ""
        assert arguments.endswith(" --output-dir /srv/van-phong/kiem-tra --exit-zero")

    def test_names_any_path_as_it_is(self) -> None:
        workspace = "C:\\Văn phòng & <đối ngoại>"
        place = PLAIN._replace(program=("C:\\a b\\ttdn.exe",), workspace=workspace)
        root = task(place)
        assert root.findtext(f".//{TASK}Command") == "C:\\a b\\ttdn.exe"
        assert f'--workspace "{workspace}"' in (root.findtext(f".//{TASK}Arguments") or "")

    @given(st.text(st.characters(exclude_characters='"', exclude_categories=["Cs", "Cc"])))
    def test_quotes_a_word_as_the_c_library_reads_it(self, word: str) -> None:
        quoted = _argument(word)
        if quoted != word:  # the rule: a run of backslashes before a quote is read as half of it
            inside = quoted[1:-1]
            ending = len(inside) - len(inside.rstrip("\\"))
            assert ending % 2 == 0
            assert inside[: len(inside) - ending // 2] == word
        else:
            assert " " not in word
            assert word


def test_several_files_are_told_apart_and_a_single_one_is_printed_as_it_is() -> None:
    assert in_one({"a": "1\n"}) == "1\n"
    assert in_one({"a": "1\n", "b": "2\n"}) == "==> a <==\n1\n\n==> b <==\n2\n"
