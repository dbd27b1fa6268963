"""The gettext catalogues of the interface, without gettext's programs.

python -m cms.dev.catalogues check     what is missing, untranslated, fuzzy, or changes placeholders
python -m cms.dev.catalogues update    write the sources' strings into the .po files
python -m cms.dev.catalogues compile   write the .mo files that are out of date
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from cms.dev import library_strings

# The sources are written in English.
LANGUAGES = ("fi", "ru", "sv")
SOURCES = ("cms", "graphql", "home", "news", "organisations")
# Developers read English; migrations repeat the models; the explorer is somebody else's program.
LEFT_OUT = {"dev", "migrations", "explorer"}
# What the server says, and what scripts say in the browser.
DOMAINS = ("django", "djangojs")

_PLAIN, _PLURAL = None, (1, 2)
_CONTEXT, _CONTEXT_PLURAL = ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _PLURAL,
    "ngettext_lazy": _PLURAL,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _CONTEXT_PLURAL,
    "npgettext_lazy": _CONTEXT_PLURAL,
}
PLACEHOLDER = re.compile(
    r"%%"
    r"|%\(\w+\)[-+0#]*\d*(?:\.\d+)?[a-zA-Z]"  # %(name)s
    r"|%(?:\.\d+)?[sdifr](?!\w)"  # %s
    r"|\{\w*(?:![rsa])?(?::[^{}]*)?\}"  # {name}
)
# They change with every run, or name people, and say nothing that the history of the file does not.
HEADERS_LEFT_OUT = re.compile(
    r'^"(?:Generated-By|Language-Team|Last-Translator|PO-Revision-Date|POT-Creation-Date'
    r'|Report-Msgid-Bugs-To|Project-Id-Version):.*\\n"\n',
    re.MULTILINE,
)


class CatalogueError(Exception):
    """A file that cannot be read, in words for the terminal."""


def extracted(root: Path, domain: str) -> Catalog:
    """Every translatable string of the sources below `root`."""
    template = Catalog()
    for path in _source_files(root, domain):
        try:
            text = path.read_text(encoding="utf-8")
            if path.suffix in {".html", ".txt"}:
                text = _as_python(text)
            kind = "javascript" if path.suffix == ".js" else "python"
            found = list(extract(kind, io.BytesIO(text.encode()), KEYWORDS, comment_tags=["Translators:"]))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise CatalogueError(f"{path.relative_to(root)}: {error}") from error
        for _line, message, comments, context in found:
            template.add(
                message,
                locations=[(path.relative_to(root).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return template


def _source_files(root: Path, domain: str) -> Iterator[Path]:
    for source in SOURCES:
        for path in sorted((root / source).rglob("*")):
            folders = path.relative_to(root).parts[:-1]
            if LEFT_OUT.isdisjoint(folders) and _domain(path.suffix, folders) == domain:
                yield path


def _domain(suffix: str, folders: Sequence[str]) -> str | None:
    if suffix == ".py" or ("templates" in folders and suffix in {".html", ".txt"}):
        return "django"
    return "djangojs" if "static" in folders and suffix == ".js" else None


def _templates(root: Path) -> Iterator[tuple[str, str, Catalog]]:
    """What is to be translated: language, domain, strings. Those of libraries differ from language to language."""
    for domain in DOMAINS:
        for language in LANGUAGES:
            template = extracted(root, domain)
            for library, message in library_strings.to_translate(language, domain):
                template.add(message.id, locations=[(library, 0)], context=message.context, flags=message.flags)
            yield language, domain, template


def _as_python(text: str) -> str:
    # What is left of a template are gettext calls between crosses; only its indentation is none.
    return "\n".join(line.lstrip() for line in templatize(text).splitlines())


def po_file(root: Path, language: str, domain: str = "django") -> Path:
    return root / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def _read(path: Path, language: str) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, domain=path.stem, abort_invalid=True)
    except FileNotFoundError:
        return Catalog(locale=language, domain=path.stem)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise CatalogueError(f"{path}: {error}") from error


def update(root: Path) -> list[Path]:
    """Bring the .po files up to date; translations stay, and nothing is guessed."""
    changed = []
    for language, domain, template in _templates(root):
        path = po_file(root, language, domain)
        if not len(template) and not path.exists():
            continue
        catalogue = _read(path, language)
        # A string that comes back finds its translation again.
        for obsolete in list(catalogue.obsolete.values()):
            catalogue[obsolete.id] = obsolete
        catalogue.obsolete.clear()
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.fuzzy = False
        catalogue.header_comment = f"# Verkosto: the interface in {catalogue.locale.english_name}."
        buffer = io.BytesIO()
        write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
        text = HEADERS_LEFT_OUT.sub("", buffer.getvalue().decode())
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def problems(root: Path) -> list[str]:
    """One line for each string that a reader of the interface would not see in their language."""
    lines: list[str] = []
    for language, domain, template in _templates(root):
        path = po_file(root, language, domain)
        catalogue = _read(path, language)
        plurals = catalogue.num_plurals
        lines += [
            f"{path.relative_to(root)}: {fault}: {_shown(message)}"
            for message in sorted(filter(_is_text, template), key=_sort_key)
            if (fault := _fault(catalogue.get(message.id, message.context), message, plurals))
        ]
        # A library has a good translation now, or no longer says it.
        lines += [
            f"{path.relative_to(root)}: not needed: {_shown(message)}"
            for message in sorted(filter(_is_text, catalogue), key=_sort_key)
            if template.get(message.id, message.context) is None
        ]
    return lines


def _is_text(message: Message) -> bool:
    return bool(message.id)  # the header has none


def _sort_key(message: Message) -> tuple[str, str]:
    return _shown(message), message.context or ""


def _shown(message: Message) -> str:
    context = f" [{message.context}]" if message.context else ""
    files = ", ".join(sorted({file for file, _line in message.locations}))
    return f"{_forms(message.id)[0]!r}{context} ({files})"


def _fault(translated: Message | None, source: Message, plurals: int) -> str | None:
    if translated is None:
        return "missing"
    if translated.fuzzy:
        return "fuzzy"
    ids, forms = _forms(source.id), _forms(translated.string)
    if len(forms) != (plurals if source.pluralizable else 1) or not all(forms):
        return "untranslated"
    singular, plural = _placeholders(ids[0]), _placeholders(ids[-1])
    # "One page" is right where the first form means one, not where it means 21 as well.
    first_allowed = [singular, plural] if plurals == 2 else [plural]
    if _placeholders(forms[0]) in first_allowed and all(_placeholders(form) == plural for form in forms[1:]):
        return None
    return "placeholders differ"


def _forms(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def compile_(root: Path) -> list[Path]:
    """Write the .mo files that are missing or older than their .po file."""
    written = []
    for source in (po_file(root, language, domain) for domain in DOMAINS for language in LANGUAGES):
        target = source.with_suffix(".mo")
        if not source.exists():
            continue
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        buffer = io.BytesIO()
        write_mo(buffer, _read(source, source.parent.parent.name))
        # Whole or not at all, for a process that reads it meanwhile.
        unfinished = target.with_suffix(".mo.unfinished")
        unfinished.write_bytes(buffer.getvalue())
        unfinished.replace(target)
        written.append(target)
    return written


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(prog="python -m cms.dev.catalogues", description=__doc__)
    parser.add_argument("action", choices=["check", "update", "compile"])
    action = parser.parse_args(arguments).action
    try:
        if action == "check":
            found = problems(root)
            for line in found:
                print(line)
            if found:
                print(f"{len(found)} problems: `make messages` adds what is missing; translate it.")
            return 1 if found else 0
        for path in update(root) if action == "update" else compile_(root):
            print(f"Wrote {path.relative_to(root)}")
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parents[2]))
