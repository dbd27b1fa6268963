"""Alphabetical order that does not depend on the database: a sort key, compared byte by byte.

The embedded PostgreSQL has no ICU, and one server's collation differs from another's. The letters follow the
Finnish and Swedish standard (SFS-EN 13710 tailoring: å, ä, ö after z; w beside v in neither since 2006) and plain
alphabets elsewhere.
"""

import unicodedata

# Letters with a place of their own; every other letter sorts as its base letter.
_PLACES: dict[str, dict[str, str]] = {
    "fi": {"å": "z\u0001", "ä": "z\u0002", "æ": "z\u0002", "ö": "z\u0003", "ø": "z\u0003"},
    "et": {
        "š": "s\u0001", "z": "s\u0002", "ž": "s\u0003",
        "õ": "w\u0001", "ä": "w\u0002", "ö": "w\u0003", "ü": "w\u0004",
    },
    "ru": {"ё": "е\u0001", "й": "и\u0001"},
    "uk": {"ґ": "г\u0001", "є": "е\u0001", "ї": "и\u0002", "і": "и\u0001", "й": "и\u0003"},
}  # fmt: skip
_PLACES["sv"] = _PLACES["fi"]
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})


def sort_key(text: str, tag: str) -> str:
    """Orders names as the language's own dictionary does. Punctuation and spaces count least: as one blank."""
    places = _PLACES.get(tag.split("-")[0], {})
    letters: list[str] = []
    for character in unicodedata.normalize("NFC", text).casefold():
        if character in places:
            letters.append(places[character])
            continue
        for part in unicodedata.normalize("NFKD", character.translate(_SPELLED)):
            if unicodedata.combining(part):
                continue
            letters.append(part if part.isalnum() else " ")
    return " ".join("".join(letters).split())[:200]
