"""Which words of a page are in another language than the page, as is kept with the page when it is published.

It is `{}` when there are none, else `{"tag": "fi", "texts": {"title": null, "body.8f…": [0, 2]}}`: the other language
and, for each text that holds such words, the places of its strings in that language, or null when the whole text is in
it. Texts are named by wagtail-localize's paths; a list of sentences is one text, and each sentence is a string. `texts`
is null when nothing is translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from wagtail_localize.strings import extract_strings, restore_strings

from cms.core.languages import canonical, language

Places = tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Words:
    """The languages of a page's texts: `tag` is the page's own, and the texts named in `texts` are in `other`."""

    tag: str
    other: str = ""
    texts: Mapping[str, list[int] | None] = field(default_factory=dict)

    @classmethod
    def of(cls, tag: str, foreign: Mapping[str, Any] | None) -> "Words":
        """Makes the value for a page in the language `tag`, from what is kept with the page."""
        if not foreign:
            return cls(tag)
        if foreign["texts"] is None:
            return cls(foreign["tag"])
        return cls(tag, foreign["tag"], foreign["texts"])

    def of_text(self, path: str, place: int | None = None) -> str:
        """Returns the language of a text, or of one of its strings.

        A text that is translated in part counts as being in the page's language.
        """
        if path not in self.texts:
            return self.tag
        places = self.texts[path]
        return self.other if places is None or place in places else self.tag

    def marked(self, path: str, source: str) -> str:
        """Returns a stored rich text with `lang` and `dir` on what is in another language than the page."""
        if path not in self.texts:
            return source
        places = self.texts[path]
        return with_language(source, None if places is None else tuple(places), self.other)


def direction(tag: str) -> str:
    return language(tag).direction


@lru_cache(maxsize=500)
def with_language(source: str, places: Places, tag: str) -> str:
    """Marks the strings at these places as being in the language; None stands for every string.

    The mark is on the paragraph or item that a string fills, or on the string itself.
    """
    template, strings = extract_strings(source)
    soup: Any = BeautifulSoup(template, "html.parser")
    marks = {"lang": canonical(tag), "dir": direction(tag)}
    for text in soup.find_all("text"):
        if places is not None and int(text["position"]) not in places:
            continue
        around = text.parent
        if around.name in {"p", "li"} and not any(str(other).strip() for other in around.children if other is not text):
            around.attrs |= marks
        else:
            text.wrap(soup.new_tag("span", attrs=marks))
    return str(restore_strings(str(soup), strings))
