"""Programs that no wheel brings: from the distribution, where it is Debian's and we are root."""

import os
import shutil
import subprocess
import sys


def install(package: str) -> bool:
    """Whether it was tried. What it has to say goes to the standard error."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", package]):
        subprocess.run(["apt-get", "-q", *arguments], check=False, stdout=sys.stderr, env=environment)
    return True
