"""Alphabetical order that does not depend on the database: a sort key that is compared byte by byte.

The embedded PostgreSQL has no ICU, and one server's collation differs from another's. The letters follow the Finnish
and Swedish standard (SFS-EN 13710 tailoring: å, ä, ö after z; w beside v in neither since 2006), and plain alphabets
elsewhere.
"""

import unicodedata

# Letters that have a place of their own, after every word with the letter before them. Every other letter sorts as its
# base letter. U+F8FF is larger than any letter.
_PLACES: dict[str, dict[str, str]] = {
    "fi": {"å": "z\uf8ff1", "ä": "z\uf8ff2", "æ": "z\uf8ff2", "ö": "z\uf8ff3", "ø": "z\uf8ff3"},
    "et": {
        "š": "s\uf8ff1", "z": "s\uf8ff2", "ž": "s\uf8ff3",
        "õ": "w\uf8ff1", "ä": "w\uf8ff2", "ö": "w\uf8ff3", "ü": "w\uf8ff4",
    },
    "ru": {"ё": "е\uf8ff1", "й": "и\uf8ff1"},
    "uk": {"ґ": "г\uf8ff1", "є": "е\uf8ff1", "ї": "и\uf8ff2", "і": "и\uf8ff1", "й": "и\uf8ff3"},
}  # fmt: skip
_PLACES["sv"] = _PLACES["fi"]
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})


def sort_key(text: str, tag: str) -> str:
    """Returns a key that orders names as the language's own dictionary does, at most 200 characters long.

    Punctuation and spaces count least: they become one blank.
    """
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
