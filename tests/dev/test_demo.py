import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.dev import demo
from cms.dev.processes import Child

SLEEP = "import signal; print('asleep', flush=True); signal.pause()"


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server((demo.HOST, 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.create_server((demo.HOST, 0)) as server:
        port: int = server.getsockname()[1]
    return port


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[int]:
    descriptor = demo.take_lock(tmp_path / "data", stop_other=False)
    yield descriptor
    os.close(descriptor)


def start(tmp_path: Path, lock: int, name: str, *arguments: str) -> Child:
    log = tmp_path / f"{name}.log"
    return Child.start(name, [sys.executable, *arguments], log=log, cwd=tmp_path, lock=lock)


def test_a_taken_port_is_one_line_that_names_port(tmp_path: Path, taken_port: int) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "cms.dev.demo"],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PORT": str(taken_port), "DATA_DIR": str(tmp_path)},
    )
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr == (
        f"Port {taken_port} is taken: choose another one, as in `make demo PORT={taken_port + 1}`\n"
    )


@pytest.mark.parametrize("text", ["", "0", "65536", "http", "-1", "80.5"])
def test_what_is_no_port(text: str) -> None:
    with pytest.raises(SystemExit) as caught:
        demo.port_number(text)
    assert caught.value.code == f"PORT is a number from 1 to 65535, not {text!r}"


def test_one_demo_for_each_data_directory(tmp_path: Path, lock: int) -> None:
    with pytest.raises(SystemExit) as caught:
        demo.take_lock(tmp_path / "data", stop_other=False)
    assert caught.value.code == (
        f"A demo runs already with the data in {tmp_path}/data (process {os.getpid()}): stop it first"
    )


def test_the_next_run_waits_for_what_a_killed_one_left(tmp_path: Path) -> None:
    lock = demo.take_lock(tmp_path / "data", stop_other=False)
    child = start(tmp_path, lock, "site", "-c", "import time; time.sleep(0.3)")
    # As after kill -9: the runner and its number are gone, its child holds the lock.
    os.ftruncate(lock, 0)
    os.close(lock)

    again = demo.take_lock(tmp_path / "data", stop_other=False)

    assert child.process.wait(5) == 0
    os.close(again)


def test_reset_leaves_a_real_server_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/verkosto")
    with pytest.raises(SystemExit) as caught:
        demo.main(["--reset"])
    assert caught.value.code == ("DATABASE_URL names a database of yours, which demo-reset does not delete: unset it")


def test_reset_deletes_what_the_demo_made(tmp_path: Path) -> None:
    for name in ("media", "logs", "test-postgres"):
        (tmp_path / name).mkdir()
    demo.reset(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["test-postgres"]


def test_the_site_has_answered(tmp_path: Path, lock: int, free_port: int) -> None:
    child = start(tmp_path, lock, "site", "-m", "http.server", "-b", demo.HOST, str(free_port))
    try:
        demo.wait_for_answer(free_port, [child])
    finally:
        child.stop()
    assert child.has_ended()


def test_one_that_ends_is_named_with_its_last_lines(tmp_path: Path, lock: int, free_port: int) -> None:
    worker = start(tmp_path, lock, "worker", "-c", "print('no more jobs'); raise SystemExit(3)")
    with pytest.raises(SystemExit) as caught:
        demo.wait_for_answer(free_port, [worker])
    assert caught.value.code == (f"The worker has ended.\nThe last lines of {tmp_path}/worker.log:\n  no more jobs")


def test_what_ends_is_started_again_but_not_what_cannot_live(
    tmp_path: Path, lock: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "SECONDS_BETWEEN_LOOKS", 0.01)
    worker = start(tmp_path, lock, "worker", "-c", "print('the database is gone')")
    worker.process.wait(10)
    worker.started -= demo.SECONDS_TO_LIVE
    children = [start(tmp_path, lock, "site", "-c", SLEEP), worker]

    def again(name: str) -> Child:
        return start(tmp_path, lock, name, "-c", "raise SystemExit('broken')")

    try:
        with pytest.raises(SystemExit) as caught:
            demo.keep_running(children, again)
    finally:
        children[0].stop()

    log = f"The last lines of {tmp_path}/worker.log:\n"
    assert capsys.readouterr().out == (f"The worker has ended and is started again. {log}  the database is gone\n")
    assert caught.value.code == f"The worker has ended.\n{log}  broken"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of a parent's death")
def test_children_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = f"""
import os, signal, sys
from pathlib import Path
from cms.dev.processes import Child
lock = os.open({str(tmp_path / "lock")!r}, os.O_RDWR | os.O_CREAT)
log = Path({str(tmp_path / "log")!r})
child = Child.start("site", [sys.executable, "-c", {SLEEP!r}], log=log, cwd=log.parent, lock=lock)
print(child.process.pid, flush=True)
signal.pause()
"""
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    try:
        parent.kill()
        parent.communicate()
        ended, _, _ = select.select([child], [], [], 5)
        assert ended == [child]
    finally:
        os.close(child)


def test_a_child_that_ignores_the_request_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.dev.processes.SECONDS_TO_STOP", 0.1)
    ready, inherited = os.pipe()
    code = (
        f"import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.write({inherited}, b'.'); signal.pause()"
    )
    child = start(tmp_path, inherited, "site", "-c", code)
    assert os.read(ready, 1) == b"."

    child.stop()

    assert child.process.returncode == -signal.SIGKILL
    os.close(ready)
    os.close(inherited)
