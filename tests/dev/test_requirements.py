import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def lock(name: str) -> str:
    return (ROOT / name).read_text()


def pins(name: str) -> set[tuple[str, str, str]]:
    return set(PIN.findall(lock(name)))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes_and_no_address(name: str) -> None:
    text = lock(name)
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) == len(pins(name))
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index" not in re.sub(r"#.*", "", text)


def test_development_has_the_versions_of_the_runtime() -> None:
    assert pins("requirements.txt") < pins("requirements-dev.txt")
