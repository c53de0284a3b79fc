"""The ledger under full disks, failing calls, killed processes and many writers (design 3.3).

Every test asks the same: is the store either the old or the new one, whole; and is what was said of
it true: nothing that was acknowledged is lost, nothing that was refused is there?
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import filelock  # noqa: F401  imported here, so that its import is not among the calls that fail
import pytest

from tests.builders import draft, note
from tests.command import IN_ENGLISH, clean_environment
from tests.disk import disk_that_fails
from tt_doingoai.assess.view import standing
from tt_doingoai.cli.main import run
from tt_doingoai.errors import CannotWrite, Refused, StoreBusy, StoreError, reason_of
from tt_doingoai.model.ledger import UndoChange
from tt_doingoai.store.backups import backups_in
from tt_doingoai.store.json_store import JsonStore
from tt_doingoai.store.restore import restore

ROOT = Path(__file__).resolve().parents[2]

Spawn = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "status.json"


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start Python processes; none of them outlives the test."""
    with ExitStack() as started:

        def start(*arguments: object, **options: Any) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                text=True,
                cwd=ROOT,
                env=clean_environment(**IN_ENGLISH),
                **options,
            )
            started.enter_context(process)  # waits for it, after it was killed
            started.callback(process.kill)
            return process

        yield start


def texts(path: Path) -> list[str]:
    """The notes in a store, in order; raises where it cannot be trusted."""
    return [change.text for t in JsonStore(path).read().transactions for change in t.changes]


def append(path: Path, text: str) -> None:
    JsonStore(path).append(draft(note(text)), made_from=JsonStore(path).read().revision)


def left_overs(path: Path) -> list[str]:
    return [file.name for file in path.parent.iterdir() if file.name.endswith(".tmp")]


# One append in a process of its own. What it prints is what a user would be told.
WRITER = """
import datetime as dt
import os
import sys
from pathlib import Path

import filelock  # noqa: F401

from tt_doingoai.errors import StaleRevision, TtdnError
from tt_doingoai.model.ledger import Draft, Inputs, NoteChange, Topic
from tt_doingoai.recording.commit import commit
from tt_doingoai.store.json_store import JsonStore


def draft_of(text):
    change = NoteChange(
        plan="mau", plan_version=1, task="I.1", unit="mot", period=None, on=dt.date(2024, 4, 5),
        topic=Topic.REASON, text=text, evidence=(), supersedes=None,
    )
    return Draft(
        recorded_at=dt.datetime(2024, 4, 5, 9, 12, tzinfo=dt.timezone(dt.timedelta(hours=7))),
        by="btg-mau", command="note", inputs=Inputs(plans="1", units="2", settings="3"),
        changes=(change,),
    )


def record(path, text):
    _made, appended, _before = commit(JsonStore(Path(path)), lambda _ledger: draft_of(text))
    return appended
"""


class TestManyWriters:
    WRITERS, APPENDS = 8, int(os.environ.get("TTDN_TEST_APPENDS", "50"))

    @pytest.mark.slow
    def test_lose_nothing_of_each_other(self, path: Path, spawn: Spawn) -> None:
        """400 of 400; ``TTDN_TEST_APPENDS`` asks for more or fewer than fifty each."""
        loop = "\nfor n in range(int(sys.argv[3])): record(sys.argv[1], f'{sys.argv[2]}-{n}')"
        path.parent.mkdir()
        writers = [
            spawn("-c", WRITER + loop, path, name, self.APPENDS) for name in range(self.WRITERS)
        ]
        assert [writer.wait() for writer in writers] == [0] * self.WRITERS
        written = texts(path)
        assert len(written) == self.WRITERS * self.APPENDS
        for name in range(self.WRITERS):
            own = [text for text in written if text.startswith(f"{name}-")]
            assert own == [f"{name}-{n}" for n in range(self.APPENDS)]
        assert left_overs(path) == []

    @pytest.mark.slow
    def test_of_the_same_report_record_it_once(self, workspace: Path, spawn: Spawn) -> None:
        """Who comes second is told that it is done already: the request is checked again."""
        writers = [
            spawn(*DONE, "-w", workspace, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for _ in range(4)
        ]
        told = [(writer.communicate()[1], writer.returncode) for writer in writers]
        assert sorted(code for _stderr, code in told) == [0, 2, 2, 2]
        for stderr, code in told:
            assert ("update 1" in stderr) == (code == 2)
        assert JsonStore(workspace / "store" / "status.json").read().revision == 1


class TestAnothersUpdate:
    def test_is_not_taken_back_by_an_undo_that_was_asked_for_before_it_came(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What was shown and agreed to is what is taken back, whatever comes in meanwhile."""
        monkeypatch.setenv("TTDN_ACTOR", "btg-duk")
        path = workspace / "store" / "status.json"
        named = ("III.2.c", "--group", "truc-thuoc", "--on", "5/4/2024", "--yes")
        assert run(["done", "-w", str(workspace), *named]) == 0

        def agree(*_args: object, **_kwargs: object) -> bool:
            append(path, "của người khác")
            return True

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr("tt_doingoai.cli.recording.agreed", agree)
        run(["undo", "-w", str(workspace)])
        ledger = JsonStore(path).read()
        taken_back = {
            c.revision for c in ledger.transactions[-1].changes if isinstance(c, UndoChange)
        }
        assert taken_back <= {1}
        assert any(entry.revision == 2 for entry in standing(ledger))


KILLED_WRITER = (
    WRITER
    + """
log = os.open(sys.argv[3], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
n = 0
while True:
    text = f"{sys.argv[2]}-{n}"
    record(sys.argv[1], text)
    os.write(log, (text + chr(10)).encode())
    n += 1
"""
)

# Reads without a lock until stdin ends; tells how often, and all that was wrong.
READER = """
import json
import select
import sys
from pathlib import Path

from tt_doingoai.store.json_store import JsonStore

store = JsonStore(Path(sys.argv[1]))
reads, revision, head, bad = 0, 0, None, []
while not (reads and select.select([sys.stdin], [], [], 0)[0]) and len(bad) < 5:
    try:
        ledger = store.read()
        if ledger.at(revision).head != head:
            bad.append(f"history was changed or lost: {revision} became {ledger.revision}")
    except Exception as error:
        bad.append(repr(error))
    else:
        reads, revision, head = reads + 1, ledger.revision, ledger.head
print(json.dumps({"reads": reads, "revision": revision, "bad": bad[:5]}))
"""


@pytest.mark.slow
def test_writers_that_are_killed_at_random_lose_nothing_that_was_acknowledged(
    path: Path, tmp_path: Path, spawn: Spawn
) -> None:
    """Set ``TTDN_TEST_SECONDS`` for a longer run."""
    chance = random.Random(97)
    path.parent.mkdir()
    logs: list[Path] = []

    def writer() -> subprocess.Popen[str]:
        logs.append(tmp_path / f"acknowledged-{len(logs)}")
        return spawn("-c", KILLED_WRITER, path, len(logs), logs[-1], stderr=subprocess.PIPE)

    reader = spawn("-c", READER, path, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    writers = [writer() for _ in range(4)]
    end = time.monotonic() + float(os.environ.get("TTDN_TEST_SECONDS", "8"))
    while time.monotonic() < end:
        time.sleep(chance.uniform(0.05, 0.4))
        victim = chance.randrange(len(writers))
        assert writers[victim].poll() is None, writers[victim].communicate()[1]
        writers[victim].kill()
        writers[victim].communicate()
        writers[victim] = writer()
    # On a machine that is busy with others they may all have been killed before a single record.
    for _wait in range(600):
        if any(log.exists() and log.stat().st_size for log in logs):
            break
        time.sleep(0.1)
    for process in writers:
        process.kill()
        process.communicate()
    told = json.loads(reader.communicate("stop\n")[0])

    acknowledged = [line for log in logs if log.exists() for line in log.read_text("utf-8").split()]
    written = Counter(texts(path))
    assert told["bad"] == []
    assert [text for text in acknowledged if written[text] != 1] == []
    assert set(written.values()) <= {1}
    # The run says something only where all of this happened.
    assert told["reads"] > 0
    assert len(acknowledged) > 0
    assert len(logs) > len(writers)
    append(path, "sau cùng")
    assert left_overs(path) == []


class TestEveryCallThatFails:
    """The k-th call of os or of the lock fails, for every k: what is said is true."""

    @pytest.mark.parametrize("first_write", [True, False], ids=["first write", "later write"])
    @pytest.mark.parametrize(
        "code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.ENOLCK, errno.EINTR]
    )
    def test_leaves_the_old_store_or_the_new_one_and_tells_which(
        self, tmp_path: Path, code: int, *, first_write: bool
    ) -> None:
        outcomes: Counter[str] = Counter()
        for k in range(1, 200):
            path = tmp_path / f"{k}" / "store" / "status.json"
            path.parent.parent.mkdir()
            if not first_write:
                append(path, "cũ")
            before = path.read_bytes() if path.exists() else None
            with calls_that_fail(k, OSError(code, os.strerror(code))) as disk:
                told = outcome_of(lambda path=path: append(path, "mới"))
            where = f"call {k}, {disk.calls[-1]}: {told}"
            if told == "recorded":
                assert texts(path) == [*([] if first_write else ["cũ"]), "mới"], where
            else:
                assert (path.read_bytes() if path.exists() else None) == before, where
            assert not path.parent.exists() or left_overs(path) == [], where
            outcomes[told] += 1
            if not disk.failed:
                break
        else:
            pytest.fail("it makes more calls than were tried")
        assert outcomes["CannotWrite"] > 3
        assert outcomes["recorded"] > 1
        assert set(outcomes) <= {"recorded", "CannotWrite", "StoreBusy", "StoreError"}

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
    def test_leaves_a_restore_done_or_not_begun_and_loses_nothing(
        self, tmp_path: Path, code: int
    ) -> None:
        outcomes: Counter[str] = Counter()
        for k in range(1, 400):
            path = tmp_path / f"{k}" / "store" / "status.json"
            path.parent.parent.mkdir()
            for text in ("một", "hai", "ba"):
                append(path, text)
            damaged = path.read_bytes()[:-9]
            path.write_bytes(damaged)
            with calls_that_fail(k, OSError(code, os.strerror(code))) as disk:
                told = outcome_of(lambda path=path: put_back(path, "2"))
            where = f"call {k}, {disk.calls[-1]}: {told}"
            if told != "recorded":
                assert path.read_bytes() == damaged, where
                put_back(path, "2")
            ledger = JsonStore(path).read()
            assert [c.text for t in ledger.transactions[:2] for c in t.changes] == ["một", "hai"]
            assert ledger.revision == 3, where
            kept = [backup.path.read_bytes() for backup in backups_in(path.parent)]
            assert damaged in kept, where
            assert any(b"ba" in data and data.endswith(b"]}\n") for data in kept), where
            outcomes[told] += 1
            if not disk.failed:
                break
        else:
            pytest.fail("it makes more calls than were tried")
        assert outcomes["CannotWrite"] > 3


def put_back(path: Path, backup: str) -> None:
    restore(path, backup, draft, note=None, force=False)


@contextlib.contextmanager
def calls_that_fail(at: int, error: OSError) -> Iterator[Any]:
    with disk_that_fails(at, error) as disk, pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", disk.through("flock", fcntl.flock))
        yield disk


def outcome_of(action: Callable[[], object]) -> str:
    """What a user would be told."""
    try:
        action()
    except (CannotWrite, StoreBusy, StoreError, Refused) as error:
        return type(error).__name__
    return "recorded"


# The real command ---------------------------------------------------------------------------------

DONE = ("-m", "tt_doingoai", "done", "III.2.c", "--unit", "so-du-lich", "--on", "5/4/2024")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = tmp_path / "workspace"
    made.mkdir()
    shutil.copytree(ROOT / "plans", made / "plans")
    shutil.copy(ROOT / "units.yaml", made)
    return made


def ttdn(
    *arguments: object, most_bytes: int | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Run a real command, where told with a limit on the size of files (RLIMIT_FSIZE)."""
    limited = (
        "import os, resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most_bytes}, resource.RLIM_INFINITY))\n"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])\n"
    )
    return subprocess.run(
        [sys.executable, *(("-c", limited) if most_bytes else ()), *map(str, arguments)],
        capture_output=True,
        text=True,
        env=clean_environment(**IN_ENGLISH),
        cwd=cwd,
        check=False,
    )


@pytest.mark.slow
class TestAFullDiskUnderTheRealCommand:
    def test_is_told_in_one_line_and_the_old_store_is_whole(self, workspace: Path) -> None:
        store = workspace / "store" / "status.json"
        assert ttdn(*DONE, "-w", workspace).returncode == 0
        before = store.read_bytes()
        again = ("-m", "tt_doingoai", "done", "III.2.c", "--unit", "so-tu-phap", "--on", "5/4/2024")
        told = ttdn(*again, "-w", workspace, most_bytes=len(before) + 100)
        assert told.returncode == 5
        assert told.stdout == ""
        assert len(told.stderr.splitlines()) == 1
        assert "status.json" in told.stderr
        assert "too large" in told.stderr
        assert "nothing was changed" in told.stderr
        assert store.read_bytes() == before
        assert left_overs(store) == []
        assert ttdn(*again, "-w", workspace).returncode == 0
        assert JsonStore(store).read().revision == 2

    def test_is_told_in_one_line_where_nothing_was_recorded_yet(self, workspace: Path) -> None:
        told = ttdn(*DONE, "-w", workspace, most_bytes=100)
        assert told.returncode == 5
        assert len(told.stderr.splitlines()) == 1
        assert not (workspace / "store" / "status.json").exists()
        assert ttdn(*DONE, "-w", workspace).returncode == 0

    def test_was_the_limit_and_nothing_else(self, workspace: Path) -> None:
        assert ttdn(*DONE, "-w", workspace, most_bytes=10_000_000).returncode == 0


# Faults that need root ----------------------------------------------------------------------------


@pytest.fixture(params=["tmpfs", "ext4"])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system of half a MiB."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    disk, image = tmp_path / "disk", tmp_path / "image"
    disk.mkdir()
    steps: list[list[str | Path]] = [["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk]]
    if request.param == "ext4":
        image.write_bytes(bytes(512 * 1024))
        steps = [["mkfs.ext4", "-q", "-F", image], ["mount", "-o", "loop", image, disk]]
    for step in steps:
        if not shutil.which(str(step[0])):
            pytest.skip(f"a small {request.param} needs {step[0]}")
        made = subprocess.run(step, capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"a small {request.param} cannot be had here: {made.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def fill(disk: Path) -> Path:
    """Leave no room for a single byte, and return the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
                    os.fsync(file.fileno())
    return filler


class TestAFullDisk:
    def test_refuses_the_write_and_keeps_all_that_was_acknowledged(self, small_disk: Path) -> None:
        path = small_disk / "store" / "status.json"
        acknowledged: list[str] = []

        def fill() -> None:
            for n in range(1000):
                append(path, f"{n}-" + "x" * 500)
                acknowledged.append(f"{n}-" + "x" * 500)

        with pytest.raises(CannotWrite) as caught:
            fill()
        assert caught.value.exit_code == 5
        assert reason_of(OSError(errno.ENOSPC, "")) in caught.value.message
        assert len(acknowledged) > 10
        assert texts(path) == acknowledged
        assert left_overs(path) == []

    def test_that_has_no_room_at_all_damages_nothing(self, small_disk: Path) -> None:
        path = small_disk / "store" / "status.json"
        append(path, "cũ")
        before = path.read_bytes()
        filler = fill(small_disk)
        for _attempt in range(3):
            with pytest.raises(CannotWrite):
                append(path, "mới")
            assert path.read_bytes() == before
            assert left_overs(path) == []
        filler.unlink()
        append(path, "mới")
        assert texts(path) == ["cũ", "mới"]

    def test_is_told_before_the_first_write_too(self, small_disk: Path) -> None:
        filler = fill(small_disk)
        path = small_disk / "store" / "status.json"
        with pytest.raises(CannotWrite):
            append(path, "mới")
        assert not path.exists()
        filler.unlink()
        append(path, "mới")
        assert texts(path) == ["mới"]


# Faults that need strace --------------------------------------------------------------------------

CHANGING = (
    *("mkdir", "openat", "flock", "write", "fsync", "close", "rename", "renameat2", "link"),
    *("linkat", "unlink", "unlinkat", "chmod", "fchmod", "fchmodat"),
)
# Which calls can meet a fault: all of them a broken disk, fewer a full one, and so on.
SWEPT = {
    "signal=KILL": CHANGING,
    "error=EIO": (*CHANGING, "getdents64", "read", "lseek", "pread64", "newfstatat", "fstat"),
    "error=ENOSPC": ("mkdir", "openat", "write", "fsync", "rename", "renameat2", "link", "linkat"),
    "error=EINTR": ("openat", "read", "write", "fsync", "flock", "close"),
    "retval=100": ("write",),
}
# Imports look into every folder of the path again whenever anything was made in it, by whomever, so
# the calls of a start cannot be counted. The process does all that only a first append does, in a
# place of its own, and is traced from there on. (The first line lets strace attach where Linux
# allows that to a parent only.)
ONE_APPEND = (
    WRITER
    + """
import ctypes
import signal
import tempfile

ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1))  # PR_SET_PTRACER, any
with tempfile.TemporaryDirectory() as folder:
    record(os.path.join(folder, "store", "status.json"), "thử")
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
os.write(1, b"ready\\n")
signal.sigwait({signal.SIGUSR1})  # no read: whether strace sees one begin is a matter of luck
try:
    appended = record(sys.argv[1], sys.argv[2])
except TtdnError as error:
    os.write(1, ("not recorded: " + error.message).encode())
    sys.exit(error.exit_code)
os.write(1, b"recorded" if appended.durability_confirmed else b"recorded, unconfirmed")
"""
)


@dataclass(frozen=True)
class Strace:
    """Runs one append under strace.

    Attributes:
        spawn: Starts the process of the append.
        folder: Where the trace is written.
        fault: What is injected.
        calls: Pairs of a system call and its ordinal, from the first touch of the store on.
    """

    spawn: Spawn
    folder: Path
    fault: str = "signal=KILL"
    calls: list[tuple[str, int]] = field(default_factory=list)

    def run(self, path: Path, *, inject: str | None = None) -> subprocess.CompletedProcess[str]:
        pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
        process = self.spawn("-c", ONE_APPEND, path, "mới", **pipes)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        with attached(
            process.pid,
            *("-o", self.folder / "trace"),
            f"--trace=openat,{','.join(SWEPT[self.fault])}",
            *(("--inject", inject) if inject else ()),
        ):
            process.send_signal(signal.SIGUSR1)
            stdout, stderr = process.communicate()
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)

    def injected(self) -> bool:
        """Whether the fault of the last run took place."""
        return "(INJECTED)" in (self.folder / "trace").read_text("utf-8")

    def learn(self, path: Path) -> None:
        """Fill ``calls`` by a run in which nothing fails."""
        done = self.run(path)
        assert done.stdout == "recorded", done.stderr
        counts: Counter[str] = Counter()
        touched = False
        for line in (self.folder / "trace").read_text("utf-8").splitlines():
            called = re.match(r"\d+ +(\w+)\(", line)
            if called is None:
                continue
            counts[called[1]] += 1
            touched = touched or str(path.parent) in line
            if touched and called[1] in SWEPT[self.fault]:
                self.calls.append((called[1], counts[called[1]]))


@contextlib.contextmanager
def attached(pid: int, *options: object) -> Iterator[None]:
    """Have strace trace a process until it ends.

    Raises:
        OSError: If it may not; with its own words.
    """
    command = ["strace", "-f", "-p", str(pid), *map(str, options)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        if not (said := tracer.stderr.readline()).endswith("attached\n"):
            raise OSError(said.strip())
        yield


@pytest.fixture
def strace(tmp_path: Path, spawn: Spawn) -> Strace:
    if not shutil.which("strace"):
        pytest.skip("killing at a system call needs strace")
    strace = Strace(spawn, tmp_path)
    try:
        strace.run(tmp_path / "probe" / "status.json")
    except OSError as error:
        pytest.skip(f"strace cannot trace here: {error}")
    return strace


@pytest.mark.slow
class TestEverySystemCall:
    @pytest.fixture
    def fresh(self, tmp_path: Path) -> Callable[[], Path]:
        """A store of one transaction, anew each time, and always under the same name."""

        def make() -> Path:
            folder = tmp_path / "store"
            shutil.rmtree(folder, ignore_errors=True)
            append(folder / "status.json", "cũ")
            return folder / "status.json"

        return make

    def test_at_which_a_writer_is_killed_leaves_the_old_store_or_the_new_one(
        self, strace: Strace, fresh: Callable[[], Path]
    ) -> None:
        strace.learn(fresh())
        left: Counter[tuple[str, ...]] = Counter()
        for call, k in strace.calls:
            path = fresh()
            told = strace.run(path, inject=f"{call}:{strace.fault}:when={k}")
            assert told.returncode in {-signal.SIGKILL, 128 + signal.SIGKILL}, (call, k)
            now = tuple(texts(path))
            assert now in {("cũ",), ("cũ", "mới")}, (call, k)
            assert told.stdout == "" or "mới" in now, (call, k)
            append(path, "sau")
            assert texts(path) == [*now, "sau"], (call, k)
            assert left_overs(path) == [], (call, k)
            left[now] += 1
        assert set(left) == {("cũ",), ("cũ", "mới")}, "it was never killed before, or after"

    @pytest.mark.parametrize("fault", ["error=ENOSPC", "error=EIO", "error=EINTR", "retval=100"])
    def test_that_fails_or_lies_is_told_truly(
        self, strace: Strace, fresh: Callable[[], Path], fault: str
    ) -> None:
        strace = replace(strace, fault=fault)
        strace.learn(fresh())
        outcomes: Counter[str] = Counter()
        for call, k in strace.calls[:-1]:  # the last one is the acknowledgement itself
            path = fresh()
            told = strace.run(path, inject=f"{call}:{fault}:when={k}")
            assert strace.injected(), (call, k)
            recorded = told.stdout.startswith("recorded")
            assert recorded or told.stdout.startswith("not recorded"), (call, k, told.stderr)
            assert told.returncode in ({0} if recorded else {3, 4, 5}), (call, k)
            assert texts(path) == (["cũ", "mới"] if recorded else ["cũ"]), (call, k)
            assert left_overs(path) == [], (call, k)
            outcomes[told.stdout.partition(":")[0]] += 1
        # What is only interrupted is tried again, by Python itself where the call may be.
        assert "EINTR" in fault or outcomes["not recorded"] > 0
        assert fault not in {"error=ENOSPC", "error=EIO"} or outcomes["recorded, unconfirmed"] > 0
