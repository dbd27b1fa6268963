"""Terms for tests, written shortly: several words of a language have a | between them."""

from typing import Any

from cms.core.text.localised_text import LocalisedText
from cms.translation.models import Term


def term(**words: Any) -> Term:
    """Saves a term: `fi="vapaaehtoistoiminta", not_sv="frivilligarbete", also_en="voluntary work"`."""
    texts: dict[str, dict[str, str]] = {"names": {}, "admitted": {}, "avoided": {}}
    for name, value in words.items():
        kind, _line, tag = name.rpartition("_")
        if kind in {"", "also", "not"} and tag in {"fi", "sv", "en", "ru"}:
            field = {"": "names", "also": "admitted", "not": "avoided"}[kind]
            texts[field][tag] = "\n".join(value.split("|"))
    others = {name: words[name] for name in ("is_name", "note") if name in words}
    made = Term(**{field: LocalisedText(value) for field, value in texts.items()}, **others)
    made.full_clean()
    made.save()
    return made


def volunteering() -> Term:
    return term(
        fi="vapaaehtoistoiminta",
        also_fi="vapaaehtoistyö",
        sv="volontärverksamhet",
        also_sv="frivilligverksamhet",
        not_sv="frivilligarbete",
        en="volunteering",
        ru="волонтёрство",
        note="Työ ilman palkkaa.",
    )
