"""Child processes that end with the process that started them, even when that is killed."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 10

# Loaded here: between fork and exec is no time to load a library.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send a signal to this process when its parent dies; only Linux can."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, by)


@dataclass
class Child:
    """A program that runs until it is stopped and writes what it has to say to a file."""

    name: str
    log: Path
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=monotonic)

    @classmethod
    def start(cls, name: str, arguments: list[str], *, log: Path, cwd: Path, lock: int) -> "Child":
        """`lock` stays open in the child, so that a lock on it lasts as long as the child."""
        parent = os.getpid()

        def before_exec() -> None:
            end_with_parent()
            if os.getppid() != parent:  # it died before the kernel was told
                os._exit(1)

        with log.open("wb") as output:
            process = subprocess.Popen(
                arguments,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C goes to the parent alone, which stops its children in order.
                start_new_session=True,
                pass_fds=[lock],
                preexec_fn=before_exec,  # the parent has no threads
            )
        return cls(name, log, process)

    @property
    def age(self) -> float:
        """In seconds."""
        return monotonic() - self.started

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        if self.has_ended():
            return
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        written = self.log.read_text(errors="replace").splitlines()[-lines:]
        return "\n".join([f"The last lines of {self.log}:", *(f"  {line}" for line in written)])
