"""Makes `.venv` and installs a lock file into it; does nothing when that has been done.

Run by any Python as a file, before anything is installed: `python3 cms/dev/environment.py LOCK`.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# A lock file, and those that install at least as much.
RUNTIME, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"
SUFFICIENT = {RUNTIME: (RUNTIME, DEVELOPMENT), DEVELOPMENT: (DEVELOPMENT,)}


def main(lock: str) -> None:
    if sys.version_info < OLDEST:
        _continue_with_a_newer_python()
    # Two commands that start at once: one installs, the other waits and finds it done.
    with (ROOT / lock).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        version = _version()
        if version and any(_is_installed(name, version) for name in SUFFICIENT[lock]):
            return
        _make(anew=not version)
        _install(lock)
        _stamp(lock).write_text(_fingerprint(lock, _version()))


def _continue_with_a_newer_python() -> None:
    for minor in range(20, OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, *sys.argv])
    sys.exit(
        f"Python 3.{OLDEST[1]} or newer is needed, this is {sys.version.split()[0]}: "
        "install it, or name it with `make PYTHON=/path/to/python3 ...`"
    )


def _version() -> str:
    """The version of the environment's Python; nothing when it does not run or is too old."""
    code = f"import sys; sys.version_info >= {OLDEST} and print(sys.version_info[:2])"
    try:
        result = subprocess.run([PYTHON, "-c", code], check=False, capture_output=True, text=True)
    except OSError:
        return ""
    return result.stdout.strip()


def _stamp(lock: str) -> Path:
    return VENV / f"{lock}.installed"


def _fingerprint(lock: str, version: str) -> str:
    digest = hashlib.sha256(version.encode())
    for name in sorted({RUNTIME, lock}):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_installed(lock: str, version: str) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return _stamp(lock).read_text() == _fingerprint(lock, version)
    return False


def _make(*, anew: bool) -> None:
    print(f"Making the environment in {VENV.name}", flush=True)
    if importlib.util.find_spec("ensurepip") is None and os.geteuid() == 0:
        # Debian splits it off.
        with contextlib.suppress(OSError):
            subprocess.run(["apt-get", "-q", "update"], check=False)
            subprocess.run(["apt-get", "-q", "install", "-y", "python3-venv"], check=False)
    command = [sys.executable, "-m", "venv", *(["--clear"] if anew else []), str(VENV)]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    if result.returncode:
        reason = " ".join((result.stderr or result.stdout).split()[-20:])
        sys.exit(f"Python cannot make {VENV.name}; on Debian, install python3-venv: {reason}")


def _install(lock: str) -> None:
    print(f"Installing {lock}", flush=True)
    # The lock file is complete: there is nothing to resolve.
    options = ["--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"]
    command = [str(PYTHON), "-m", "pip", "install", *options, "-r", str(ROOT / lock)]
    if subprocess.run(command, check=False).returncode:
        sys.exit(f"pip could not install {lock}; is a package index within reach?")


if __name__ == "__main__":
    if sys.argv[1:] not in ([RUNTIME], [DEVELOPMENT]):
        sys.exit(f"Usage: {sys.argv[0]} {RUNTIME}|{DEVELOPMENT}")
    main(sys.argv[1])
