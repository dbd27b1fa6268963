"""Reads settings from the environment. A missing or malformed value raises ImproperlyConfigured.

The message says which variable it is and what it takes.
"""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name} (docs/environment.md).")
    return default


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "1", "true", "yes", "on"}:
        return default if value == "" else True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is true or false, not {value!r}.")


def integer(name: str, default: int, minimum: int = 0) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and int(value) >= minimum):
        raise ImproperlyConfigured(f"{name} is a whole number from {minimum}, not {value!r}.")
    return int(value)


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    value = os.environ.get(name, "").strip().lower() or default
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {' or '.join(among)}, not {value!r}.")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """Reads a comma-separated list."""
    value = os.environ.get(name, "").strip()
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def percentages(name: str) -> dict[str, int]:
    """Reads `ru:80;en:100` as {"ru": 80, "en": 100}."""
    return numbers(name, maximum=100, example="ru:80;en:100")


def numbers(name: str, maximum: int = 10**9, example: str = "ru:500000;en:200000") -> dict[str, int]:
    """Reads a number for each language."""
    result: dict[str, int] = {}
    for key, members in mapping(name, {}).items():
        if len(members) != 1 or not (members[0].isascii() and members[0].isdecimal()) or int(members[0]) > maximum:
            raise ImproperlyConfigured(f"{name} is written like {example}, with numbers up to {maximum}.")
        result[key] = int(members[0])
    return result


def mapping(name: str, default: dict[str, list[str]]) -> dict[str, list[str]]:
    """Reads `ru:en,fi;sv:fi` as {"ru": ["en", "fi"], "sv": ["fi"]}."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    result: dict[str, list[str]] = {}
    for part in value.split(";"):
        key, colon, members = part.partition(":")
        if not colon or not key.strip():
            raise ImproperlyConfigured(f"{name} is written like ru:en,fi;sv:fi, not {value!r}.")
        result[key.strip()] = [member.strip() for member in members.split(",") if member.strip()]
    return result
