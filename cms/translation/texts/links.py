"""Where the links in a translation lead when those of its original have changed.

A text holds its links by name (`<a id="a1">`), in the order in which they stand in the original, and the original's
snapshot knows where each leads. A link that comes or goes gives the others new names.
"""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup

# By name: what the link's element holds, such as its address.
Links = Mapping[str, Mapping[str, Any]]


def relinked(words: str, before: Links, after: Links) -> str:
    """Returns the words with each link under the name that it has now, and without links that have gone.

    One that leads elsewhere now is the one that it was, as far as that is clear: where as many came as went.
    """
    if "<a " not in words:
        return words
    now = _renamed(before, after)
    soup = BeautifulSoup(words, "html.parser")
    for element in soup.find_all("a", id=True):
        name = now.get(str(element["id"]))
        if name is None:
            element.unwrap()
        else:
            element["id"] = name
    return str(soup)


def _renamed(before: Links, after: Links) -> dict[str, str]:
    free = dict(after)
    found = {}
    for name, link in before.items():
        same = next((new for new, there in free.items() if there == link), None)
        if same is not None:
            found[name] = same
            del free[same]
    gone = [name for name in before if name not in found]
    if len(gone) == len(free):
        found.update(zip(gone, free, strict=True))
    return found
