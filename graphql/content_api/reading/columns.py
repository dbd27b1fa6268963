"""Which columns answer which fields: a page's row is read with what a document asks for and nothing more."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ExpressionWrapper, F, JSONField, OuterRef, TextField, Value
from django.db.models.functions import Concat
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.media import models as media
from content_api.reading.statements import Columns, Slot
from engine import limits
from engine.selection import columns_asked
from news import models as news
from organisations import models as organisations


def _linked(link: Any, path: str, *order: str, owner: str = "page_id") -> ArraySubquery:
    """Ids or group keys of what link rows name, in their order, in the row of the page that they belong to."""
    rows = link.objects.filter(**{owner: OuterRef("pk")}).order_by(*(order or ("sort_order", "pk")))
    return ArraySubquery(rows.values(path))


def _ticked(model: Any, field: str) -> ArraySubquery:
    """Ids of the vocabulary that a page has ticked, by slug."""
    relation = model._meta.get_field(field)
    other = relation.m2m_reverse_field_name()
    return _linked(relation.remote_field.through, other, f"{other}__slug", owner=f"{relation.m2m_field_name()}_id")


# Whatever is asked.
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

# Foreign keys to a page name a translation group: its key comes along with the row.
_OF_MODELS: Mapping[type[Any], Columns] = {
    news.NewsArticlePage: {
        "area_ids": _linked(news.ArticleArea, "area"),
        "organisation_keys": _linked(news.ArticleOrganisation, "organisation__translation_key"),
        "project_keys": _linked(news.ArticleProject, "project__translation_key"),
        "position_keys": _linked(news.ArticlePosition, "position__translation_key"),
        "contact_ids": _linked(news.ArticleContact, "contact"),
        "theme_ids": _ticked(news.NewsArticlePage, "themes"),
    },
    organisations.OrganisationPage: {
        "area_ids": _linked(organisations.OrganisationArea, "area"),
        "contact_ids": _linked(organisations.OrganisationContact, "contact"),
        "theme_ids": _ticked(organisations.OrganisationPage, "themes"),
        "target_group_ids": _ticked(organisations.OrganisationPage, "target_groups"),
    },
    organisations.ProjectPage: {
        "managing_organisation_key": "managing_organisation__translation_key",
        "funder_keys": _linked(organisations.ProjectFunder, "organisation__translation_key"),
        "area_ids": _linked(organisations.ProjectArea, "area"),
        "contact_ids": _linked(organisations.ProjectContact, "contact"),
        "theme_ids": _ticked(organisations.ProjectPage, "themes"),
        "target_group_ids": _ticked(organisations.ProjectPage, "target_groups"),
        "result_document_ids": _linked(organisations.ProjectResultDocument, "document"),
    },
    organisations.AdvocacyPositionPage: {
        "is_in_force": "is_in_force",  # `with_in_force`
        "adopted_by_key": "adopted_by__translation_key",
        "supersedes_key": "supersedes__translation_key",
        "addressee_keys": _linked(organisations.PositionAddressee, "organisation__translation_key"),
        "endorser_keys": _linked(organisations.PositionEndorsement, "organisation__translation_key"),
        "attachment_ids": _linked(organisations.PositionAttachment, "document"),
        "theme_ids": _ticked(organisations.AdvocacyPositionPage, "themes"),
    },
    media.Image: {"renditions_asked": RENDITIONS},
    organisations.Contact: {"organisation_key": "organisation__translation_key"},
    organisations.KeyFigure: {"source_organisation_key": "source_organisation__translation_key"},
    organisations.Programme: {"coordinator_key": "coordinator__translation_key"},
    organisations.Representation: {
        "organisation_key": "organisation__translation_key",
        "host_key": "host__translation_key",
    },
    organisations.Membership: {
        "member_key": "member__translation_key",
        "member_of_key": "member_of__translation_key",
    },
    organisations.ProjectPartner: {"organisation_key": "organisation__translation_key"},
}


@cache
def known_columns(model: Any) -> Columns:
    """Everything that can be read of a model, by name. A StreamField comes as it is stored, under `raw_`."""
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
    return {**fields, **streams, **(_OF_PAGES if is_page(model) else {}), **_OF_MODELS.get(model, {})}


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
    """Of pages of all types together: these and what is always read."""
    return _chosen(Page, frozenset(names))


def columns(model: Any, type_name: str | None, *also: str) -> Columns:
    """What to read of a row of this schema type, beside what is named; of a type that says nothing, every column."""
    follows = type_name is not None and (is_page(model) or model in _OF_EVERY)
    asked = columns_asked(type_name) if follows and type_name else None
    return known_columns(model) if asked is None else _chosen(model, asked | frozenset(also))
