"""Every field that a page type calls a fact ends equal in all languages: the fields are taken from the models."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from modelcluster.fields import ParentalKey

from cms.core.text.localised_text import LocalisedTextField
from cms.core.validators import validate_association_number, validate_business_id, validate_phone
from cms.translation.pages import TextPageMixin
from home.models import HomePage
from news.models import EventIndexPage, NewsArticlePage, NewsIndexPage
from organisations import models as organisation_models
from tests import factories as make

PAGE_MODELS = [model for model in apps.get_models() if issubclass(model, TextPageMixin)]
BUILDERS: dict[str, Callable[[], Any]] = {
    "HomePage": lambda: make.home("fi"),
    "ContentPage": make.content_page,
    "NewsIndexPage": lambda: make.publish(make.index(NewsIndexPage, "fi")),
    "NewsArticlePage": make.article,
    "EventIndexPage": lambda: make.publish(make.index(EventIndexPage, "fi")),
    "EventPage": make.event,
    "OrganisationIndexPage": lambda: make.publish(make.index(organisation_models.OrganisationIndexPage, "fi")),
    "OrganisationPage": make.organisation,
    "ProjectIndexPage": lambda: make.publish(make.index(organisation_models.ProjectIndexPage, "fi")),
    "ProjectPage": make.project,
    "AdvocacyIndexPage": lambda: make.publish(make.index(organisation_models.AdvocacyIndexPage, "fi")),
    "AdvocacyPositionPage": make.position,
    "ContributionIndexPage": lambda: make.publish(make.index(organisation_models.ContributionIndexPage, "fi")),
    "ContributionPage": make.contribution,
    "FundingIndexPage": lambda: make.publish(make.index(organisation_models.FundingIndexPage, "fi")),
    "FundingSchemePage": make.funding,
    "TrainingIndexPage": lambda: make.publish(make.index(organisation_models.TrainingIndexPage, "fi")),
    "TrainingPage": make.training,
    "VolunteeringIndexPage": lambda: make.publish(make.index(organisation_models.VolunteeringIndexPage, "fi")),
    "VolunteerOpportunityPage": make.volunteering,
    "NetworkIndexPage": lambda: make.publish(make.index(organisation_models.NetworkIndexPage, "fi")),
    "NetworkPage": make.network,
    "WorkingGroupIndexPage": lambda: make.publish(make.index(organisation_models.WorkingGroupIndexPage, "fi")),
    "WorkingGroupPage": make.working_group,
    "MeetingIndexPage": lambda: make.publish(make.index(organisation_models.MeetingIndexPage, "fi")),
    "MeetingPage": make.meeting,
    "ActionPlanIndexPage": lambda: make.publish(make.index(organisation_models.ActionPlanIndexPage, "fi")),
    "ActionPlanPage": make.action_plan,
}
# What a foreign key may lead to.
TARGETS: dict[str, Callable[[], Any]] = {
    "Area": lambda: make.area("049"),
    "AdvocacyPositionPage": make.position,
    "Contact": make.contact,
    "Document": make.document,
    "EventPage": make.event,
    "Image": make.image,
    "MeetingPage": make.meeting,
    "NetworkPage": make.network,
    "OrganisationPage": make.organisation,
    "Programme": make.programme,
    "ProjectPage": make.project,
    "TargetGroup": make.target_group,
    "Theme": make.theme,
    "WorkingGroupPage": make.working_group,
}
WITH_A_RULE = {
    validate_business_id: "0112038-9",
    validate_association_number: "123.456",
    validate_phone: "+358 40 123 4567",
}


def _days() -> Iterator[date]:
    return (date(2026, 1, 1) + timedelta(days=number) for number in count())


def _text(field: Any) -> str:
    if field.choices:
        return next(str(value) for value, _label in reversed(field.flatchoices) if value != field.get_default())
    for validator, value in WITH_A_RULE.items():
        if validator in field.validators:
            return value
    return "https://example.org/" if isinstance(field, models.URLField) else "Muutettu"


def _value(field: Any, days: Iterator[date]) -> Any:
    """Something valid that is not the field's default."""
    if isinstance(field, LocalisedTextField):
        return {"fi": "Muutettu"}
    if isinstance(field, models.ForeignKey):
        return TARGETS[field.related_model.__name__]()
    if isinstance(field, models.BooleanField):
        return not field.get_default()
    if isinstance(field, models.DateTimeField):
        day = next(days)
        return make.at(day.year, day.month, day.day)
    if isinstance(field, models.DateField):
        return next(days)
    if isinstance(field, ArrayField):
        return ["so", "ar"]
    if isinstance(field, models.IntegerField):
        highest = [of.limit_value for of in field.validators if isinstance(of, MaxValueValidator)]
        return min([1999, *highest, *(value for value, _label in field.flatchoices)])
    if isinstance(field, models.FloatField):
        return 60.5
    assert isinstance(field, models.CharField | models.TextField), f"No value is known for a {type(field).__name__}."
    return _text(field)


def _child(model: Any, parent: str, days: Iterator[date]) -> Any:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.editable and field.name not in (parent, "sort_order")
    ]
    return model(**{field.name: _value(field, days) for field in fields})


def _change(page: Any, name: str, days: Iterator[date]) -> None:
    field = page._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        getattr(page, name).set([TARGETS[field.related_model.__name__]() for _ in range(2)])
    elif isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
        children = [_child(field.related_model, field.field.name, days) for _ in range(2)]
        getattr(page, name).set(children)
    else:
        setattr(page, name, _value(field, days))


def _read(page: Any, name: str) -> Any:
    """From the database, without what ties a row to its page."""
    field = page._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return sorted(getattr(page, name).values_list("pk", flat=True))
    if isinstance(field, models.ManyToOneRel):
        columns = [
            other.attname
            for other in field.related_model._meta.concrete_fields
            if not other.primary_key and other.attname != field.field.attname
        ]
        rows = field.related_model._default_manager.filter(**{field.field.name: page.pk})
        return list(rows.order_by("sort_order", "pk").values(*columns))
    return getattr(page, field.attname)


def test_every_page_type_is_tried() -> None:
    assert set(BUILDERS) == {model.__name__ for model in PAGE_MODELS}


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_MODELS, ids=lambda model: model.__name__)
def test_every_fact_ends_equal_in_a_translation(model: Any) -> None:
    page = BUILDERS[model.__name__]()
    translation = make.home("sv") if model is HomePage else make.translate(page, "sv")
    before = {name: _read(page, name) for name in model.facts}

    days = _days()
    for name in model.facts:
        _change(page, name, days)
    page = make.publish(page)

    changed = {name: _read(page, name) for name in model.facts}
    assert {name for name in model.facts if changed[name] == before[name]} == set()
    stored = model.objects.get(pk=translation.pk)
    assert {name: _read(stored, name) for name in model.facts} == changed


@pytest.mark.django_db
def test_prose_stays_each_languages_own() -> None:
    page = make.article("Uutinen", ingress="Suomeksi.")
    translation = make.translate(page, "sv")
    page.title, page.ingress = "Muutettu", "Muutettu."
    make.publish(page)

    stored = NewsArticlePage.objects.get(pk=translation.pk)

    assert (stored.title, stored.ingress) == ("sv: Uutinen", "sv: Suomeksi.")
