"""Loading without a query for each row.

Rows that were loaded together are peers. The first of them that is asked for a relation loads it for all, so the
number of statements follows the shape of the question, never the number of rows. Every loader reads through the
querysets that decide visibility.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, QuerySet
from wagtail.models import Page

from cms.core.languages import full_chain
from cms.core.visibility import all_pages
from cms.media import models as media_models
from organisations import models as organisation_models

Wish = tuple[str, ...]

# Foreign keys to a page name a translation group: the key comes along with the row.
GROUP_KEYS: Mapping[type[Model], Mapping[str, str]] = {
    organisation_models.ProjectPage: {"managing_organisation_key": "managing_organisation__translation_key"},
    organisation_models.AdvocacyPositionPage: {
        "adopted_by_key": "adopted_by__translation_key",
        "supersedes_key": "supersedes__translation_key",
    },
    organisation_models.Contact: {"organisation_key": "organisation__translation_key"},
    organisation_models.KeyFigure: {"source_organisation_key": "source_organisation__translation_key"},
    organisation_models.Programme: {"coordinator_key": "coordinator__translation_key"},
    organisation_models.Representation: {
        "organisation_key": "organisation__translation_key",
        "host_key": "host__translation_key",
    },
    organisation_models.Membership: {
        "member_key": "member__translation_key",
        "member_of_key": "member_of__translation_key",
    },
}


class Peers:
    """Rows loaded together, and the languages they were asked for in."""

    __slots__ = ("_memo", "rows", "wish")

    def __init__(self, rows: Sequence[Any], wish: Wish) -> None:
        self.rows = rows
        self.wish = wish
        self._memo: dict[object, Any] = {}

    def once(self, key: object, load: Callable[["Peers"], Any]) -> Any:
        """What `load` returns, computed for the first peer that asks."""
        if key not in self._memo:
            self._memo[key] = load(self)
        return self._memo[key]

    @property
    def chain(self) -> Wish:
        """Along which related things are read: never missing for want of a translation."""
        return full_chain(self.wish)

    def keys(self) -> list[Any]:
        return [row.pk for row in self.rows]


def together(rows: Iterable[Any], wish: Wish) -> list[Any]:
    """Makes rows peers of each other."""
    found = list(rows)
    peers = Peers(found, wish)
    for row in found:
        row.peers = peers
    return found


def with_group_keys(queryset: QuerySet[Any]) -> QuerySet[Any]:
    names = GROUP_KEYS.get(queryset.model, {})
    return queryset.annotate(**{name: F(path) for name, path in names.items()}) if names else queryset


def content_rows(queryset: QuerySet[Any], wish: Wish) -> list[Any]:
    """Pages of one type with what every `Content` answers from."""
    related = ["locale", "text_state", "text_state__source_locale"]
    if queryset.model is organisation_models.AdvocacyPositionPage:
        queryset = queryset.with_in_force()  # type: ignore[attr-defined]
    return together(with_group_keys(queryset).select_related(*related).defer("search_vector"), wish)


def best_content(model: Any, groups: Iterable[UUID | None], wish: Wish) -> dict[UUID, Any]:
    """The best published page of each translation group, along the wish and its fallbacks."""
    wanted = {group for group in groups if group}
    if not wanted:
        return {}
    queryset = model.objects.best_of(full_chain(wish)).filter(translation_key__in=wanted)
    return {row.translation_key: row for row in content_rows(queryset, wish)}


def specific_content(identities: Iterable[tuple[int, int]], wish: Wish) -> dict[int, Any]:
    """Rows of mixed types from (page id, content type id), one statement a type.

    The ids come from a queryset that decided visibility.
    """
    by_type: dict[int, list[int]] = defaultdict(list)
    for pk, content_type_id in identities:
        by_type[content_type_id].append(pk)
    found: dict[int, Any] = {}
    for content_type_id, pks in by_type.items():
        model: Any = ContentType.objects.get_for_id(content_type_id).model_class()
        if hasattr(model, "facts"):
            found |= {row.pk: row for row in content_rows(model.objects.published().filter(pk__in=pks), wish)}
    return found


def best_of_any_type(page_ids: Iterable[int], wish: Wish) -> dict[int, Any]:
    """For each page id the best published page of its group, whatever its type; absent where there is none."""
    wanted = set(page_ids)
    if not wanted:
        return {}
    groups = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key"))
    best = list(
        all_pages()
        .best_of(full_chain(wish))
        .filter(translation_key__in=set(groups.values()))
        .values_list("translation_key", "pk", "content_type_id")
    )
    rows = specific_content([(pk, content_type_id) for _, pk, content_type_id in best], wish)
    by_group = {group: rows[pk] for group, pk, _ in best if pk in rows}
    return {pk: by_group[group] for pk, group in groups.items() if group in by_group}


def linked_content(peers: Peers, link: Any, name: str, model: Any) -> dict[int, list[Any]]:
    """Pages that ordered link rows name, for each page that the rows belong to."""
    pairs = list(
        link.objects.filter(page_id__in=peers.keys())
        .order_by("page_id", "sort_order", "pk")
        .values_list("page_id", f"{name}__translation_key")
    )
    best = best_content(model, [group for _, group in pairs], peers.wish)
    once = dict.fromkeys(pairs)  # Two languages of one thing may have been chosen.
    return _grouped((page_id, best[group]) for page_id, group in once if group in best)


def linked_contacts(peers: Peers, link: Any) -> dict[int, list[Any]]:
    pairs = list(
        link.objects.filter(page_id__in=peers.keys())
        .order_by("page_id", "sort_order", "pk")
        .values_list("page_id", "contact_id")
    )
    found = contacts([contact_id for _, contact_id in pairs], peers.wish)
    return _grouped((page_id, found[key]) for page_id, key in pairs if key in found)


def linked_documents(peers: Peers, link: Any) -> dict[int, list[Any]]:
    pairs = list(
        link.objects.filter(page_id__in=peers.keys())
        .order_by("page_id", "sort_order", "pk")
        .values_list("page_id", "document_id")
    )
    found = documents([document_id for _, document_id in pairs], peers.wish)
    return _grouped((page_id, found[key]) for page_id, key in pairs if key in found)


def linked_rows(peers: Peers, model: Any, *related: str) -> dict[int, list[Any]]:
    """Child rows that are public as their page is: addresses, channels."""
    rows = model.objects.filter(page_id__in=peers.keys()).order_by("page_id", "sort_order", "pk")
    return _grouped((row.page_id, row) for row in together(rows.select_related(*related), peers.wish))


def linked_areas(peers: Peers, link: Any) -> dict[int, list[Any]]:
    rows = (
        link.objects.filter(page_id__in=peers.keys())
        .order_by("page_id", "sort_order", "pk")
        .select_related("area__region", "area__county")
    )
    pairs = [(row.page_id, row.area) for row in rows]
    together([area for _, area in pairs], peers.wish)
    return _grouped(pairs)


def chosen(peers: Peers, field: str) -> dict[int, list[Any]]:
    """Vocabulary that pages have ticked: themes, target groups."""
    descriptor = type(peers.rows[0])._meta.get_field(field)
    through: Any = descriptor.remote_field.through
    owner, other = descriptor.m2m_field_name(), descriptor.m2m_reverse_field_name()
    rows = through.objects.filter(**{f"{owner}_id__in": peers.keys()}).select_related(other).order_by(f"{other}__slug")
    pairs = [(getattr(row, f"{owner}_id"), getattr(row, other)) for row in rows]
    together([word for _, word in pairs], peers.wish)
    return _grouped(pairs)


def foreign_content(peers: Peers, key: str, model: Any) -> dict[UUID, Any]:
    """For a group key that came along with the rows (GROUP_KEYS)."""
    return best_content(model, [getattr(row, key) for row in peers.rows], peers.wish)


def contacts(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.Contact.objects.public(), ids, wish)


def images(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(media_models.Image.objects.public(), ids, wish)


def documents(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(media_models.Document.objects.public(), ids, wish)


def organisation_at(row: Any, key: str) -> Any:
    """The organisation that a row's group key (GROUP_KEYS) names, in its best language; None when it is not public."""
    found = row.peers.once(key, lambda peers: foreign_content(peers, key, organisation_models.OrganisationPage))
    return found.get(getattr(row, key))


def key_figures(ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    return _by_id(organisation_models.KeyFigure.objects.all(), ids, wish)


def _by_id(queryset: QuerySet[Any], ids: Iterable[int | None], wish: Wish) -> dict[int, Any]:
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    return {row.pk: row for row in together(with_group_keys(queryset.filter(pk__in=wanted)), wish)}


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped
