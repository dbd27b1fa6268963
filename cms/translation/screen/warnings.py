"""What may be wrong with a translation and is no reason to refuse it, by translate-toolkit's checks and by terms."""

import re
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.pypo import pounit

from cms.translation.terms import checking
from cms.translation.terms.finding import Glossary
from cms.translation.texts.values import text_of

# The checks that say something of prose, by translate-toolkit's names.
MESSAGES = {
    "numbers": _("Other numbers than in the original."),
    "endpunc": _("Ends with another punctuation mark than the original."),
    "doublewords": _("A word stands twice."),
    "doublespacing": _("Two spaces in a row."),
    "unchanged": _("The same as the original."),
    "brackets": _("Brackets differ from the original's."),
    "urls": _("A web address differs from the original's."),
    "emails": _("An e-mail address differs from the original's."),
    "startcaps": _("Begins with a small letter where the original begins with a capital, or the other way round."),
}


# Minutes may be added to a full hour.
_DIGITS = re.compile(r"\d*[1-9]\d*")


def _added_numbers(source: str, words: str) -> set[str]:
    """The digits that the original does not have: translate-toolkit looks only for those that it has."""
    return set(_DIGITS.findall(words)) - set(_DIGITS.findall(source))


@lru_cache(maxsize=20)
def _checker(tag: str) -> StandardChecker:
    return StandardChecker(checkerconfig=CheckerConfig(targetlanguage=tag), limitfilters=list(MESSAGES))


def warnings(source: str, words: str, glossary: Glossary) -> list[str]:
    """In words for the translator, whose languages are the glossary's. Both texts may hold inline markup."""
    unit = pounit(text_of(source))
    unit.target = text_of(words)
    if not unit.target:
        return []
    found = set(_checker(glossary.target.tag).run_filters(unit))
    if _added_numbers(unit.source, unit.target):
        found.add("numbers")
    told = [str(message) for name, message in MESSAGES.items() if name in found]
    return [*told, *checking.warnings(glossary, text_of(source), text_of(words))]
