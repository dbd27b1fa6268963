from pathlib import Path

import polib
import pytest
from django.apps import apps

from cms.dev import catalogues, library_strings

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
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources of ours that use no library."""
    monkeypatch.setattr(library_strings, "LIBRARIES", ())
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


def test_strings_of_scripts_have_catalogues_of_their_own(root: Path) -> None:
    (root / "home" / "static").mkdir()
    (root / "home" / "static" / "editor.js").write_text('const text = gettext("Saved"); element.title = text;')
    assert catalogues.po_file(root, "fi", "djangojs") in catalogues.update(root)
    assert [entry.msgid for entry in polib.pofile(str(catalogues.po_file(root, "fi", "djangojs")))] == ["Saved"]
    assert "Saved" not in [entry.msgid for entry in po(root, "fi")]


def write_library(folder: Path, domain: str, english: list[str], **translations: dict[str, str]) -> None:
    def path(language: str, suffix: str) -> Path:
        file = folder / "locale" / language / "LC_MESSAGES" / f"{domain}.{suffix}"
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    source = polib.POFile()
    source.extend(polib.POEntry(msgid=msgid) for msgid in english)
    source.save(str(path("en", "po")))
    for language, texts in translations.items():
        compiled = polib.POFile()
        compiled.metadata = {"Content-Type": "text/plain; charset=utf-8"}
        compiled.extend(polib.POEntry(msgid=msgid, msgstr=text) for msgid, text in texts.items())
        compiled.save_as_mofile(str(path(language, "mo")))


@pytest.fixture
def library(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package; what it lacks differs from language to language."""
    folder = tmp_path / "site-packages" / f"kirjasto_{tmp_path.name.rpartition('_')[2]}"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(folder.parent)
    monkeypatch.setattr(library_strings, "LIBRARIES", (folder.name,))
    library_strings._locale_folder.cache_clear()
    write_library(
        folder,
        "django",
        ["Toggle", "Locale", "Save"],
        fi={"Save": "Tallenna", "Locale": "Maa-asetusto"},
        sv={"Toggle": "Växla", "Locale": "Språk", "Save": "Spara"},
        ru={"Toggle": "Переключить", "Locale": "Язык", "Save": "Сохранить"},
    )
    write_library(folder, "djangojs", ["Publish in "], fi={"Publish in ": "Julkaise:"}, sv={"Publish in ": "På "})
    return folder


def ids(root: Path, language: str, domain: str = "django") -> set[str]:
    path = catalogues.po_file(root, language, domain)
    return {entry.msgid for entry in polib.pofile(str(path))} if path.exists() else set()


def test_what_a_library_lacks_or_says_wrongly_is_ours_to_translate(root: Path, library: Path) -> None:
    catalogues.update(root)
    ours = set(SOURCES)
    # Our own “Save” is there anyhow; the library's Finnish word for a language misleads.
    assert ids(root, "fi") - ours == {"Toggle", "Locale"}
    assert ids(root, "sv") == ids(root, "ru") == ours
    # The space that a name follows is lost in Finnish, and the whole string in Russian.
    assert ids(root, "fi", "djangojs") == ids(root, "ru", "djangojs") == {"Publish in "}
    assert ids(root, "sv", "djangojs") == set()
    entry = polib.pofile(str(catalogues.po_file(root, "fi"))).find("Toggle")
    assert entry.occurrences == [(library.name, "")]


def test_ours_goes_when_the_library_has_a_good_translation_or_no_longer_says_it(
    root: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogues.update(root)
    translate_all(root)
    for language in ("fi", "ru"):
        file = polib.pofile(str(catalogues.po_file(root, language, "djangojs")))
        file.find("Publish in ").msgstr = "X "
        file.save()
    assert catalogues.main(["check"], root) == 0

    write_library(library, "django", ["Locale", "Save"], fi={"Locale": "Kieli", "Save": "Tallenna"})
    assert catalogues.main(["check"], root) == 1
    fi = "locale/fi/LC_MESSAGES/django.po"
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith(fi)] == [
        f"{fi}: not needed: 'Locale' ({library.name})",
        f"{fi}: not needed: 'Toggle' ({library.name})",
    ]
    catalogues.update(root)
    assert {entry.msgid for entry in po(root, "fi").obsolete_entries()} == {"Locale", "Toggle"}


def test_every_installed_library_with_words_of_its_own_is_known() -> None:
    """Those left out are for developers and operators: the task queue, Django's own admin, REST."""
    left_out = {"django.contrib.admin", "django.contrib.contenttypes", "django.contrib.postgres"}
    left_out |= {"django.contrib.sessions", "axes", "rest_framework"}
    with_words = {config.name for config in apps.get_app_configs() if (Path(config.path) / "locale").is_dir()}
    assert with_words - left_out == set(library_strings.LIBRARIES) - {"django.conf"}
