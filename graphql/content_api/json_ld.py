"""schema.org descriptions, from what the page's own fields already tell."""

from collections.abc import Callable
from typing import Any

from cms.core.languages import canonical
from content_api.types.content import description_of, main_image
from content_api.types.language import page_url
from content_api.types.media import link_preview
from home import models as home_models
from news import models as news_models
from organisations import models as organisation_models


def _common(page: Any, schema_type: str) -> dict[str, Any]:
    image = main_image(page)
    preview = link_preview(image) if image else ""
    description = description_of(page)
    return {
        "@context": "https://schema.org",
        "@type": schema_type,
        "url": page_url(page),
        **({"description": description} if description else {}),
        **({"image": preview} if preview else {}),
    }


def _news_article(page: Any) -> dict[str, Any]:
    return {
        **_common(page, "NewsArticle"),
        "headline": page.title,
        "datePublished": page.date.isoformat(),
        "dateModified": page.last_published_at.isoformat(),
        "inLanguage": canonical(page.locale_tag),
    }


def _organisation(page: Any) -> dict[str, Any]:
    description = {**_common(page, "Organization"), "name": page.title}
    if page.short_name:
        description["alternateName"] = page.short_name
    if page.business_id:
        description["identifier"] = {
            "@type": "PropertyValue", "propertyID": "fi-ytunnus", "value": page.business_id,
        }  # fmt: skip
    if page.founded_year:
        description["foundingDate"] = str(page.founded_year)
    return description


def _project(page: Any) -> dict[str, Any]:
    description = {**_common(page, "Project"), "name": page.title}
    if page.starts_on:
        description["foundingDate"] = page.starts_on.isoformat()
    if page.ends_on:
        description["dissolutionDate"] = page.ends_on.isoformat()
    return description


def _position(page: Any) -> dict[str, Any]:
    return {
        **_common(page, "Article"),
        "headline": page.title,
        "datePublished": page.adopted_on.isoformat(),
        "inLanguage": canonical(page.locale_tag),
    }


def _home(page: Any) -> dict[str, Any]:
    return {**_common(page, "WebSite"), "name": page.title}


_DESCRIBERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    news_models.NewsArticlePage: _news_article,
    organisation_models.OrganisationPage: _organisation,
    organisation_models.ProjectPage: _project,
    organisation_models.AdvocacyPositionPage: _position,
    home_models.HomePage: _home,
}


def describe(page: Any) -> dict[str, Any]:
    describer = _DESCRIBERS.get(type(page))
    if describer:
        return describer(page)
    return {**_common(page, "WebPage"), "name": page.title, "inLanguage": canonical(page.locale_tag)}
