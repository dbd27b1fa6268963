"""Which columns answer which fields: a page's row is read with what a document asks for and nothing more.

What a row leads to is read with it, as ids or as keys of translation groups, under names that follow from the model:
`themes_ids` and `contacts_ids` of many-to-many fields and of rows that only link, `funders_keys` where these link to
pages, `managing_organisation_key` of a foreign key to a page.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ExpressionWrapper, F, JSONField, OuterRef, TextField, Value
from django.db.models.functions import Concat
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.media import models as media
from content_api.reading.statements import Columns, Slot
from engine import limits
from engine.selection import columns_asked
from organisations import models as organisations

# These are read whatever a document asks for.
_OF_EVERY_PAGE = ("id", "translation_key", "title", "url_path", "locale_tag", "text_foreign")
_OF_EVERY: Mapping[type[Any], tuple[str, ...]] = {
    media.Image: ("file", "width", "height", "is_decorative"),
    organisations.Area: ("kind", "names"),
    organisations.Contact: (),
    organisations.TargetGroup: ("names",),
    organisations.Theme: ("names",),
}
_OF_PAGES: Columns = {
    "locale_tag": "locale__language_code",
    "text_status": "text_state__status",
    "text_foreign": "text_state__foreign",
    "text_is_stale": "text_state__is_stale",
    "text_source_updated_at": "text_state__source_updated_at",
    "text_translated_at": "text_state__translated_at",
    "source_tag": "text_state__source_locale__language_code",
}
# Each as one text, so that they come in the row of their image.
RENDITIONS = ArraySubquery(
    media.Rendition.objects.filter(image_id=OuterRef("pk"), filter_spec__any_of=Slot("specs"))
    .order_by("pk")
    .values(
        text=Concat(
            "filter_spec", Value("\t"), "width", Value("\t"), "height", Value("\t"), "file", output_field=TextField()
        )
    )
)

_OF_MODELS: Mapping[type[Any], Columns] = {media.Image: {"renditions_asked": RENDITIONS}}


def _linked(link: Any, owner: str, path: str, *order: str) -> ArraySubquery:
    """An array, in the row of a page, of what the page's link rows name, in the order of these rows."""
    return ArraySubquery(link.objects.filter(**{owner: OuterRef("pk")}).order_by(*order).values(path))


def _from_foreign_keys(model: Any) -> Iterator[tuple[str, Any]]:
    for field in model._meta.concrete_fields:
        if field.many_to_one and is_page(field.related_model) and not hasattr(Page, field.name):
            yield f"{field.name}_key", f"{field.name}__translation_key"


def _from_many_to_many(model: Any) -> Iterator[tuple[str, Any]]:
    for field in model._meta.local_many_to_many:
        other = field.m2m_reverse_field_name()
        # Every many-to-many field leads to a vocabulary, whose words are ordered by their slug.
        yield (
            f"{field.name}_ids",
            _linked(field.remote_field.through, f"{field.m2m_field_name()}_id", other, f"{other}__slug"),
        )


def link_of(relation: Any) -> Any:
    """The one foreign key of a child relation's rows beside that to the page; None when there is none, or several."""
    keys = [
        field
        for field in relation.related_model._meta.concrete_fields
        if field.many_to_one and field is not relation.field
    ]
    return keys[0] if len(keys) == 1 else None


def _from_links(model: Any) -> Iterator[tuple[str, Any]]:
    for relation in get_all_child_relations(model):
        if relation.related_model._meta.app_label == "wagtailcore" or (key := link_of(relation)) is None:
            continue
        name, order = relation.get_accessor_name(), ("sort_order", "pk")
        owner = relation.field.attname
        if is_page(key.related_model):
            yield f"{name}_keys", _linked(relation.related_model, owner, f"{key.name}__translation_key", *order)
        else:
            yield f"{name}_ids", _linked(relation.related_model, owner, key.name, *order)


@cache
def known_columns(model: Any) -> Columns:
    """Every column that can be read of a model, by name. A StreamField is read as it is stored, as `raw_<name>`."""
    fields = {
        field.attname: field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, StreamField) and field.name != "search_vector"
    }
    streams = {
        f"raw_{field.name}": ExpressionWrapper(F(field.name), output_field=JSONField())
        for field in model._meta.concrete_fields
        if isinstance(field, StreamField)
    }
    if is_page(model):
        computed = {name: name for name in computed_columns(model)}
        related = {**dict(_from_many_to_many(model)), **dict(_from_links(model)), **computed, **_OF_PAGES}
    else:
        related = dict(_OF_MODELS.get(model, {}))
    return {**fields, **streams, **dict(_from_foreign_keys(model)), **related}


def computed_columns(model: Any) -> tuple[str, ...]:
    """What `with_computed` of the model's queryset adds, by name: values that other rows decide."""
    names: tuple[str, ...] = getattr(model._default_manager.all(), "computed", ())
    return names


@cache
def is_page(model: Any) -> bool:
    try:
        model._meta.get_field("translation_key")
    except FieldDoesNotExist:
        return False
    return True


@lru_cache(maxsize=limits.STATEMENTS_MAX)
def _chosen(model: Any, names: frozenset[str]) -> Columns:
    always = {model._meta.pk.attname, *(_OF_EVERY_PAGE if is_page(model) else _OF_EVERY[model])}
    return {name: of for name, of in known_columns(model).items() if name in names or name in always}


def of_any_page(*names: str) -> Columns:
    """The columns for a statement over pages of all types: those named, and those that are always read."""
    return _chosen(Page, frozenset(names))


def columns(model: Any, type_name: str | None, *also: str) -> Columns:
    """The columns to read for a row that becomes an object of this schema type: what the document asks of that type,
    what is always read, and those in `also`. Where nothing is known of what is asked, every column there is.
    """
    follows = type_name is not None and (is_page(model) or model in _OF_EVERY)
    asked = columns_asked(type_name) if follows and type_name else None
    return known_columns(model) if asked is None else _chosen(model, asked | frozenset(also))
