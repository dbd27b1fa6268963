"""The translators' guides name what stands on the screen, in the words of their language."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
# Of keys and of other people's words, which their catalogues have not in every language.
OTHERS = {"Ctrl+Enter", "Alt+C", "Alt+M", "Start Synced translation", "Starta synkroniserad översättning"}


def _words(tag: str) -> set[str]:
    """What stands on the screen in this language: our words, and Wagtail's of the filters."""
    found = polib.pofile(str(ROOT / "locale" / tag / "LC_MESSAGES" / "django.po"))
    return {entry.msgstr for entry in found} | {"Näytä suodattimet", "Visa filter"}


@pytest.mark.parametrize("tag", ["fi", "sv"])
def test_bold_words_of_a_guide_stand_on_the_screen(tag: str) -> None:
    text = (ROOT / "docs" / f"translators.{tag}.md").read_text(encoding="utf-8")
    bold = {
        " ".join(part.split())
        for found in re.findall(r"\*\*([^*]+)\*\*", text)
        for part in found.split(" → ")
        if " ".join(part.split()) not in OTHERS
    }
    words = _words(tag)

    assert len(bold) > 25
    # Of words with something in them, like “Publish in %(language)s”, the guide names the beginning.
    assert [word for word in bold if word not in words and not any(w.startswith(f"{word}") for w in words)] == []
