"""Makes up prose from the words of the demo's texts: as frequent as they are there, in sentences that say nothing.

Words that are frequent in a language are frequent here too, and one word in ten is a compound that hardly anything else
contains. So a search index grows as it does with what people write.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from django.utils.html import strip_tags

from home.demo.content import LANGUAGES, read

FILES = ("news", "organisations", "pages", "projects", "advocacy")
_WORD = re.compile(r"[^\W\d_]{2,}")
# How many paragraphs the pages are dealt from. Making each anew would take longer than storing them.
_STOCK = 1500


def _texts(value: Any, tag: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get(tag), str):
            yield value[tag]
        for inner in value.values():
            yield from _texts(inner, tag)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, tag)


@cache
def _counted(tag: str) -> tuple[list[str], list[int]]:
    """Returns words and their cumulative weights. A language that the demo lacks borrows the words of English."""
    source = tag if tag in LANGUAGES else "en"
    words = Counter(
        word.lower()
        for name in FILES
        for text in _texts(read(name), source)
        for word in _WORD.findall(strip_tags(text))
    )
    ranked = words.most_common()
    return [word for word, _ in ranked], list(accumulate(number for _, number in ranked))


class Prose:
    """The texts of one language. The same seed gives the same texts."""

    def __init__(self, tag: str, seed: int) -> None:
        self.tag = tag
        self._words, self._weights = _counted(tag)
        random = Random(f"{seed}/{tag}")
        self._paragraphs = [self._sentences(random, 620) for _ in range(_STOCK)]
        self._quotes = [self._sentences(random, 150) for _ in range(_STOCK)]

    def _word(self, random: Random) -> str:
        if random.random() < 0.1:
            return random.choice(self._words) + random.choice(self._words)
        return random.choices(self._words, cum_weights=self._weights)[0]

    def words(self, random: Random, number: int) -> str:
        return " ".join(self._word(random) for _ in range(number)).capitalize()

    def _sentences(self, random: Random, at_least: int) -> str:
        text = ""
        while len(text) < at_least:
            text += f"{self.words(random, random.randint(7, 14))}. "
        return text.rstrip()

    def title(self, random: Random) -> str:
        return self.words(random, random.randint(4, 7))

    def ingress(self, random: Random) -> str:
        """Returns about 200 characters, made for this one page."""
        return self._sentences(random, 170)

    def paragraph(self, random: Random) -> str:
        return random.choice(self._paragraphs)

    def quote(self, random: Random) -> str:
        return random.choice(self._quotes)

    def caption(self, random: Random) -> str:
        return self.words(random, 6)
