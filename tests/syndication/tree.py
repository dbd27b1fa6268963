"""A live row of every table that public answers are made of, and the tags that its changes have."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from home.models import GoneAddress
from syndication.tags import sources
from tests import factories as make
from tests.content_api.trees import operation_services, operation_tree
from tests.content_api.trees.operation_tree import ADDRESS, CHANNEL, Tree

# By kind, every model whose rows are of it. Written out: the list under test is in syndication.tags.
OF_PAGES = {
    "home-page": ["home.HomePage"],
    "content-page": ["home.ContentPage"],
    "index-page": [
        "news.NewsIndexPage",
        "news.EventIndexPage",
        "organisations.OrganisationIndexPage",
        "organisations.ProjectIndexPage",
        "organisations.AdvocacyIndexPage",
        "organisations.ContributionIndexPage",
        "organisations.FundingIndexPage",
        "organisations.TrainingIndexPage",
        "organisations.VolunteeringIndexPage",
        "organisations.NetworkIndexPage",
        "organisations.WorkingGroupIndexPage",
        "organisations.MeetingIndexPage",
        "organisations.ActionPlanIndexPage",
    ],
    "news-article": [
        "news.NewsArticlePage",
        "news.NewsArticlePage_themes",
        "news.ArticleArea",
        "news.ArticleContact",
        "news.ArticleEvent",
        "news.ArticleOrganisation",
        "news.ArticlePosition",
        "news.ArticleProject",
        "search.PageText",
        "wagtailcore.Page",  # `live_row` takes an article's.
        "translation.TextState",
    ],
    "event": [
        "news.EventPage",
        "news.EventPage_themes",
        "news.EventArea",
        "news.EventContact",
        "news.EventOrganiser",
        "news.EventProject",
    ],
    "organisation": [
        "organisations.OrganisationPage",
        "organisations.OrganisationPage_target_groups",
        "organisations.OrganisationPage_themes",
        "organisations.OrganisationAddress",
        "organisations.OrganisationArea",
        "organisations.OrganisationChannel",
        "organisations.OrganisationContact",
    ],
    "project": [
        "organisations.ProjectPage",
        "organisations.ProjectPage_target_groups",
        "organisations.ProjectPage_themes",
        "organisations.ProjectAddress",
        "organisations.ProjectArea",
        "organisations.ProjectChannel",
        "organisations.ProjectContact",
        "organisations.ProjectFunder",
        "organisations.ProjectPartner",
        "organisations.ProjectResultDocument",
    ],
    "advocacy-position": [
        "organisations.AdvocacyPositionPage",
        "organisations.AdvocacyPositionPage_themes",
        "organisations.PositionAddressee",
        "organisations.PositionAttachment",
        "organisations.PositionEndorsement",
    ],
    "funding-scheme": [
        "organisations.FundingSchemePage",
        "organisations.FundingSchemePage_target_groups",
        "organisations.FundingSchemePage_themes",
        "organisations.ApplicationRound",
        "organisations.FundingArea",
        "organisations.FundingContact",
    ],
    "training": [
        "organisations.TrainingPage",
        "organisations.TrainingPage_target_groups",
        "organisations.TrainingPage_themes",
        "organisations.TrainingArea",
        "organisations.TrainingContact",
        "organisations.TrainingEvent",
        "organisations.TrainingOrganiser",
    ],
    "contribution": [
        "organisations.ContributionPage",
        "organisations.ContributionPage_themes",
        "organisations.ContributionArea",
        "organisations.ContributionCommissioner",
        "organisations.ContributionMaker",
        "organisations.ContributionProject",
    ],
    "volunteer-opportunity": [
        "organisations.VolunteerOpportunityPage",
        "organisations.VolunteerOpportunityPage_target_groups",
        "organisations.VolunteerOpportunityPage_themes",
        "organisations.VolunteeringArea",
        "organisations.VolunteeringContact",
    ],
    "network": [
        "organisations.NetworkPage",
        "organisations.NetworkPage_themes",
        "organisations.NetworkArea",
        "organisations.NetworkChair",
        "organisations.NetworkChannel",
        "organisations.NetworkContact",
        "organisations.NetworkMember",
    ],
    "working-group": [
        "organisations.WorkingGroupPage",
        "organisations.WorkingGroupPage_themes",
        "organisations.WorkingGroupArea",
        "organisations.WorkingGroupChannel",
        "organisations.WorkingGroupContact",
        "organisations.WorkingGroupMember",
    ],
    "action-plan": ["organisations.ActionPlanPage", "organisations.ActionPlanPage_themes"],
    "meeting": [
        "organisations.MeetingPage",
        "organisations.MeetingPage_themes",
        "organisations.MeetingDocument",
        "organisations.MeetingHost",
        "organisations.NextMeeting",
    ],
}
OF_ROWS = {
    "image": ["media.Image", "media.Rendition"],
    "document": ["media.Document"],
    "area": ["organisations.Area"],
    "contact": ["organisations.Contact"],
    "body": ["organisations.Body", "organisations.BodyTerm"],
    "key-figure": ["organisations.KeyFigure", "organisations.KeyFigureValue"],
    "membership": ["organisations.Membership"],
    "programme": ["organisations.Programme"],
    "representation": ["organisations.Representation"],
    "target-group": ["organisations.TargetGroup"],
    "theme": ["organisations.Theme"],
}
# Of a row that belongs to another, the column that says to which.
OF_PARTS = {
    "media.Rendition": "image_id",
    "organisations.BodyTerm": "body_id",
    "organisations.KeyFigureValue": "figure_id",
}
OF_KINDS = {
    "site": ["home.Menu", "home.Footer", "home.SiteSettings", "home.SiteChannel", "home.SignUp"],
    "redirect": ["home.GoneAddress", "wagtailredirects.Redirect"],
    "embed": ["wagtailembeds.Embed"],
    "all": [
        "wagtailcore.Locale",
        "wagtailcore.Site",
        "wagtailcore.Collection",
        "wagtailcore.CollectionViewRestriction",
        "wagtailcore.PageViewRestriction",
    ],
}
LABELS = [label for kinds in (OF_PAGES, OF_ROWS, OF_KINDS) for labels in kinds.values() for label in labels]


def _kind(kinds: dict[str, list[str]], label: str) -> str | None:
    return next((kind for kind, labels in kinds.items() if label in labels), None)


def _owner(row: Any) -> Any:
    """The page that a row belongs to, or is."""
    if isinstance(row, Page):
        return row
    if hasattr(row, "page"):
        return row.page
    return next(getattr(row, field.name) for field in row._meta.fields if issubclass(field.related_model or int, Page))


def expected_tags(row: Any) -> set[str]:
    label = row._meta.label
    if kind := _kind(OF_PAGES, label):
        return {kind, "page", str(_owner(row).translation_key)}
    if kind := _kind(OF_ROWS, label):
        return {kind, f"{kind}:{getattr(row, OF_PARTS.get(label, 'pk'))}"}
    kind = _kind(OF_KINDS, label)
    assert kind is not None
    return {kind}


def live_row(label: str) -> Any:
    """A row of a model; of a page's, one that readers see."""
    model: Any = apps.get_model(label)
    rows = model.objects.order_by("pk")
    if label in {"search.PageText", "translation.TextState", "wagtailcore.Page"}:
        article = apps.get_model("news.NewsArticlePage").objects.filter(live=True).first()
        return rows.get(pk=article.pk)
    if label == "wagtailcore.Locale":
        return rows.get(language_code="et")
    if issubclass(model, Page):
        return rows.filter(live=True).first()
    return rows.last()


def _what_operations_do_not_ask_for() -> None:
    project = apps.get_model("organisations.ProjectPage").objects.filter(live=True).last()
    project.addresses.create(**ADDRESS)
    project.channels.create(**CHANNEL)
    project.result_documents.create(document=make.document())
    make.publish(project)
    make.content_page()
    make.body()  # One in which nobody has a seat may be deleted.
    GoneAddress.objects.create(path="/fi/mennyt/", gone_at=timezone.now())
    Redirect.objects.create(old_path="/vanha", redirect_link="https://example.org/")
    Locale.objects.create(language_code="et")
    Site.objects.create(hostname="example.org", root_page=Page.objects.get(depth=1))
    collection = Collection.get_first_root_node().add_child(name="Jäsenille")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    hidden = make.content_page("Jäsenille")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=hidden.pk), restriction_type="login")
    make.content_page()
    # Something else to refer to.
    make.theme("toinen")
    make.target_group("toiset")
    make.image()


@contextmanager
def every_row(media_root: Path) -> Iterator[Tree]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operation_services, "ROWS", 2)
        with operation_tree.operation_tree(media_root) as tree:
            _what_operations_do_not_ask_for()
            yield tree


def tables_of_labels() -> set[str]:
    return {apps.get_model(label)._meta.db_table for label in LABELS}


def tables_of_sources() -> set[str]:
    return set(sources())
