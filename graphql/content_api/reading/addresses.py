"""What stands at a path, and pages in their own languages."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from cms.core.languages import chain
from cms.core.visibility import all_pages
from content_api.reading import loading
from content_api.reading.dependencies import depending_only_on, depends_on
from content_api.reading.loading import Locales
from content_api.reading.statements import Slot, Statement, kept
from engine import limits
from engine.errors import InvalidArgument
from home.addresses import page_path


def normalised(path: str) -> str:
    """Returns a path in the form in which `url_path` is stored: decoded, with a slash at both ends, without query."""
    if len(path) > limits.PATH_MAX_LENGTH:
        raise InvalidArgument("path", f"at most {limits.PATH_MAX_LENGTH} characters, not {len(path)}.")
    try:
        found = page_path(path)
    except ValueError:
        raise InvalidArgument("path", "is not an address.") from None
    if any(character < " " for character in found):
        raise InvalidArgument("path", "holds a character that no address has.")
    return found


@kept
def _at() -> Statement:
    return Statement(
        all_pages().public().filter(url_path__is=Slot("path")),
        {"id": "pk", "alias_of": "alias_of_id", "type": "content_type_id", "group": "translation_key"},
    )


def page_at(path: str) -> tuple[int, int] | None:
    """Page id and content type of what is public at a path; of an alias, of the page whose text it shows."""
    if path == "/":
        path = f"/{settings.LANGUAGE_CODE}/"
    with depending_only_on():
        found = _at().values(path=path)
    if not found:
        depends_on("page")  # Any page may come to stand there.
        return None
    page = found[0]
    depends_on(str(page["group"]))
    identity, target = (page["id"], page["type"]), page["alias_of"]
    while target is not None:  # What is public leads to a text in a few steps.
        pk, content_type, target = (
            all_pages().filter(pk=target).values_list("pk", "content_type_id", "alias_of_id").get()
        )
        identity = pk, content_type
    return identity


def own_language(identity: tuple[int, int], locales: Locales | None) -> Any:
    """A page in its own language, which is also what was asked for unless the caller said otherwise."""
    with depending_only_on():
        rows = loading.specific_content([identity], locales or (settings.LANGUAGE_CODE,))
    page = rows.get(identity[0])
    if page is None:
        depends_on("page")
        return None
    depends_on(*loading.group_tags(type(page), [page.translation_key]))
    if locales is None:
        loading.together([page], loading.own_locales(page.locale_tag))
    return page


def in_own_languages(identities: Iterable[tuple[int, int]]) -> dict[int, Any]:
    """Pages by their ids and content types, each as if its own language had been asked for."""
    rows = loading.specific_content(identities, chain(None))
    alike = defaultdict(list)
    for row in rows.values():
        alike[type(row), row.locale_tag].append(row)
    for (_, tag), group in alike.items():
        loading.together(group, loading.own_locales(tag))
    return rows
