"""Runs the site and its job worker with demo content: `python -m cms.dev.demo [--reset]`."""

import argparse
import errno
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

from cms.dev import catalogues
from cms.dev.postgres import ensure_server, release_server, remove_server
from cms.dev.processes import Child, end_with_parent

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SECONDS_TO_ANSWER = 60
# What a run that was killed leaves behind stops by itself within this time.
SECONDS_TO_LET_GO = 20
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_TO_LIVE = 5


class Stop(BaseException):
    """Somebody asked the demo to stop: not an error, and no `except Exception` may hold it."""


def fail(message: str) -> NoReturn:
    sys.exit(message)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m cms.dev.demo", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="delete the demo's data first")
    parser.add_argument("--with-parent", action="store_true", help="stop when the parent process dies (for make)")
    options = parser.parse_args(arguments)
    if options.reset:
        refuse_a_real_server()
    if options.with_parent:
        end_with_parent()
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)
    os.chdir(ROOT)
    data_dir = Path(os.environ.get("DATA_DIR") or ".data").absolute()
    port = port_number(os.environ.get("PORT") or "8000")
    try:
        lock = take_lock(data_dir, stop_other=options.reset)
        if options.reset:
            reset(data_dir)
        check_port_is_free(port)
        run(data_dir, port, lock)
    except Stop:
        # A progress bar that was interrupted may have hidden the cursor.
        print("\x1b[?25h" if sys.stdout.isatty() else "", flush=True)
    finally:
        release_server(data_dir / "postgres")
    return 0


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    # Once is enough: what follows is the way out, and must not be left half-way.
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise Stop


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        fail(f"PORT is a number from 1 to 65535, not {text!r}")
    return int(text)


def check_port_is_free(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections of the run before that fade away are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                fail(f"Port {port} is taken: choose another one, as in `make demo PORT={port + 1}`")
            fail(f"Port {port} cannot be used ({error.strerror}): choose another one with PORT")


def take_lock(data_dir: Path, *, stop_other: bool) -> int:
    """One demo for each data directory. The site and the worker inherit the lock."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = os.open(data_dir / "demo.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}; set DATA_DIR to a directory of your own")
    if not _try_lock(lock):
        other = _locked_by(lock)
        if other and not stop_other:
            fail(f"A demo runs already with the data in {data_dir} (process {other}): stop it first")
        if other:
            print(f"Stopping the demo that runs (process {other})", flush=True)
            os.kill(other, signal.SIGTERM)
        pause = threading.Event()
        for _ in range(SECONDS_TO_LET_GO * 10):
            if _try_lock(lock):
                break
            pause.wait(0.1)
        else:
            fail(f"An earlier demo still uses {data_dir}: stop its processes first")
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_by(lock: int) -> int | None:
    """The process that runs the other demo; none when only what it started is left."""
    text = os.pread(lock, 20, 0).decode()
    if not text.isdecimal():
        return None
    try:
        os.kill(int(text), 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return int(text)


def refuse_a_real_server() -> None:
    if os.environ.get("DATABASE_URL"):
        fail("DATABASE_URL names a database of yours, which demo-reset does not delete: unset it")


def reset(data_dir: Path) -> None:
    print(f"Deleting the demo's data in {data_dir}", flush=True)
    remove_server(data_dir / "postgres")
    for name in ("media", "logs"):
        shutil.rmtree(data_dir / name, ignore_errors=True)


def run(data_dir: Path, port: int, lock: int) -> None:
    if not os.environ.get("DATABASE_URL"):
        print("Starting the database", flush=True)
        ensure_server(data_dir / "postgres")
    os.environ |= {"DATA_DIR": str(data_dir), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    os.environ["PORT"] = str(port)
    catalogues.compile_(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        hints = Path(folder) / "hints"
        command = [sys.executable, "-m", "cms.dev.prepare", str(hints)]
        prepare = subprocess.run(command, check=False, pass_fds=[lock])
        if prepare.returncode:
            sys.exit(1)
        text = hints.read_text(encoding="utf-8").rstrip()
    logs = data_dir / "logs"
    logs.mkdir(exist_ok=True)
    print("Starting the site and its worker", flush=True)
    children: list[Child] = []

    def start(name: str) -> Child:
        return Child.start(name, commands(port)[name], log=logs / f"{name}.log", cwd=ROOT, lock=lock)

    try:
        children += [start(name) for name in commands(port)]
        wait_for_answer(port, children)
        print(f"\n{text}\n\nCtrl-C stops it. Logs are in {logs}.", flush=True)
        keep_running(children, start)
    finally:
        for child in children:
            child.stop()


def commands(port: int) -> dict[str, list[str]]:
    granian = ["granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    # Threads: docs/environment.md.
    granian += ["--http", "1", "--workers", "1", "--blocking-threads", "96", "--workers-kill-timeout", "5"]
    granian += ["--respawn-failed-workers"]
    worker = ["manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "5"]
    return {
        "site": [sys.executable, "-m", *granian, "cms.wsgi:application"],
        "worker": [sys.executable, *worker],
    }


def wait_for_answer(port: int, children: list[Child]) -> None:
    pause = threading.Event()
    status = None
    for _ in range(SECONDS_TO_ANSWER * 10):
        if any(child.has_ended() for child in children):
            report_the_ended(children)
        connection = http.client.HTTPConnection(HOST, port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", "/admin/login/")
            status = connection.getresponse().status
        except OSError:
            pause.wait(0.1)
        else:
            break
        finally:
            connection.close()
    if status is None or status >= 500:
        answer = f"answers with status {status}" if status else "does not answer"
        fail(f"The site {answer}.\n{children[0].last_words()}")


def keep_running(children: list[Child], start: Callable[[str], Child]) -> NoReturn:
    """Starts anew what ends, as the worker does when it loses the database; not what ends as soon as it began."""
    pause = threading.Event()
    while True:
        pause.wait(SECONDS_BETWEEN_LOOKS)
        for number, child in enumerate(children):
            if child.has_ended():
                if child.age < SECONDS_TO_LIVE:
                    report_the_ended(children)
                print(f"The {child.name} has ended and is started again. {child.last_words(3)}", flush=True)
                children[number] = start(child.name)


def report_the_ended(children: list[Child]) -> NoReturn:
    ended = [child for child in children if child.has_ended()]
    fail("\n".join(f"The {child.name} has ended.\n{child.last_words()}" for child in ended))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
