from pathlib import Path

import polib
import pytest

from cms.dev import catalogues

MODELS = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

GREETING = _("Hello %(name)s")
MONTH = pgettext("month", "May")


def pages(count: int) -> str:
    return ngettext("One page", "%(count)d pages", count)
"""
TEMPLATE = """{% load i18n %}
  <p>{% translate "Save" %}: it's {{ name|default:_("nobody") }}</p>
      {% blocktranslate trimmed with n=name %}
         Dear {{ n }}
      {% endblocktranslate %}
"""
SOURCES = ["Dear %(n)s", "Hello %(name)s", "May", "One page", "Save", "nobody"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "home" / "templates").mkdir(parents=True)
    (tmp_path / "home" / "migrations").mkdir()
    (tmp_path / "home" / "models.py").write_text(MODELS)
    (tmp_path / "home" / "migrations" / "0001.py").write_text('_("not for people")')
    (tmp_path / "home" / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def po(root: Path, language: str) -> polib.POFile:
    return polib.pofile(str(catalogues.po_file(root, language)))


def translate_all(root: Path) -> None:
    for language in catalogues.LANGUAGES:
        file = po(root, language)
        for entry in file:
            if entry.msgid_plural:
                entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, entry.msgid_plural)
            else:
                entry.msgstr = entry.msgid
        file.save()


def test_update_collects_strings_of_code_and_templates_once(root: Path) -> None:
    assert catalogues.update(root) == [catalogues.po_file(root, language) for language in ("fi", "ru", "sv")]
    assert [entry.msgid for entry in po(root, "sv")] == SOURCES
    assert len(po(root, "ru").find("One page").msgstr_plural) == 3
    assert catalogues.update(root) == []


def test_files_hold_no_dates_and_no_line_numbers(root: Path) -> None:
    catalogues.update(root)
    text = catalogues.po_file(root, "fi").read_text()
    assert "Date" not in text
    assert "#: home/models.py\n" in text
    (root / "home" / "models.py").write_text("\n\n" + MODELS)
    assert catalogues.update(root) == []


def test_update_keeps_translations_and_guesses_none(root: Path) -> None:
    catalogues.update(root)
    translate_all(root)
    (root / "home" / "models.py").write_text(MODELS.replace("Hello %", "Hello, %"))
    catalogues.update(root)

    file = po(root, "sv")
    assert file.find("Save").msgstr == "Save"
    assert file.find("Hello, %(name)s").msgstr == ""
    assert [entry.msgid for entry in file.obsolete_entries()] == ["Hello %(name)s"]

    (root / "home" / "models.py").write_text(MODELS)
    catalogues.update(root)
    assert po(root, "sv").find("Hello %(name)s").msgstr == "Hello %(name)s"


def test_check_is_silent_when_all_is_translated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogues.update(root)
    translate_all(root)
    assert catalogues.main(["check"], root) == 0
    assert capsys.readouterr().out == ""


def test_check_lists_every_fault(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogues.update(root)
    translate_all(root)
    file = po(root, "sv")
    file.remove(file.find("Save"))
    file.find("May").msgstr = ""
    file.find("nobody").flags.append("fuzzy")
    file.find("Dear %(n)s").msgstr = "Kära %(m)s"
    file.find("One page").msgstr_plural = {0: "En sida", 1: "Sidor"}
    file.save()
    russian = po(root, "ru")
    # This form stands for 21 as well.
    russian.find("One page").msgstr_plural[0] = "Одна страница"
    russian.save()

    assert catalogues.main(["check"], root) == 1

    ru, sv = (f"locale/{language}/LC_MESSAGES/django.po" for language in ("ru", "sv"))
    assert capsys.readouterr().out.splitlines() == [
        f"{ru}: placeholders differ: 'One page' (home/models.py)",
        f"{sv}: placeholders differ: 'Dear %(n)s' (home/templates/page.html)",
        f"{sv}: untranslated: 'May' [month] (home/models.py)",
        f"{sv}: placeholders differ: 'One page' (home/models.py)",
        f"{sv}: missing: 'Save' (home/templates/page.html)",
        f"{sv}: fuzzy: 'nobody' (home/templates/page.html)",
        "6 problems: `make messages` adds what is missing; translate it.",
    ]


def test_compile_writes_only_what_is_out_of_date(root: Path) -> None:
    catalogues.update(root)
    translate_all(root)
    written = catalogues.compile_(root)
    assert [path.parent.parent.name for path in written] == ["fi", "ru", "sv"]
    assert polib.mofile(str(written[2])).find("Save").msgstr == "Save"
    assert catalogues.compile_(root) == []


def test_a_broken_source_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "home" / "models.py").write_bytes(b"\xff")
    assert catalogues.main(["check"], root) == 1
    assert capsys.readouterr().err.startswith("home/models.py: 'utf-8' codec can't decode byte")
