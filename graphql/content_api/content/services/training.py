"""Trainings."""

from typing import Any

import strawberry
from django.db.models import Q

from cms.core.languages import canonical
from cms.core.text.web_addresses import followable
from content_api.base.areas import Area
from content_api.base.contacts import Contact
from content_api.base.content import Content
from content_api.base.fields import column, related, web_address
from content_api.base.language import words_of
from content_api.base.localised import ForeignText, Localised, Text, languages
from content_api.base.media import Image
from content_api.base.seo import described, describes
from content_api.base.vocabulary import TargetGroup, Theme
from content_api.content.declaring import content, picture, stream
from content_api.content.event import Event
from content_api.content.organisation import Organisation
from content_api.lists.filters import AreaFilter, criterion, linked, spoken_in, ticked
from content_api.lists.orders import orders_of
from content_api.reading.stored_streams import STORED, structs
from content_api.scalars import LanguageTag
from content_api.streams.blocks import Block
from engine.selection import needs
from news.models import EventPage
from organisations.models import TrainingEvent, TrainingPage

TrainingOrder = orders_of(TrainingPage, "TrainingOrder", "Order of trainings.")


def _upcoming(model: Any, wanted: bool, argument: str, locales: Any) -> Q:
    events = EventPage.objects.published().upcoming().values("translation_key")
    has_one = Q(pk__in=TrainingEvent.objects.filter(event__translation_key__in=events).values("page_id"))
    return has_one if wanted else ~has_one


@strawberry.input(description="Which trainings. What is left out or empty does not narrow the list.")
class TrainingFilter(AreaFilter):
    target_groups: list[str] | None = ticked("target_groups", "Slugs of target groups; any of them.")
    organisers: list[strawberry.ID] | None = linked("organisers", "IDs of organisations that arrange it; any of them.")
    languages: list[LanguageTag] | None = spoken_in("languages", "Languages in which it is taught; any of them.")
    upcoming: bool | None = criterion(_upcoming, "Has a date that is not over yet, or has none.")


@strawberry.type(description="A part of a training.")
class TrainingModule(Localised):
    tag: strawberry.Private[str]
    title: str = strawberry.field(description="What it is called.")
    text: str | None = strawberry.field(description="What is learnt in it.")
    foreign: list[ForeignText] = strawberry.field(description="Its words that are in another language.")


def _modules(page: Any) -> list[TrainingModule]:
    return [made for key, part in structs(page, "modules", "module") if (made := _module(page, key, part))]


def _module(page: Any, key: Any, part: dict[str, Any]) -> TrainingModule | None:
    """None for one without a title, which only a draft has."""
    title, text = (str(part.get(name) or "") for name in ("title", "text"))
    if not title:
        return None
    words = words_of(page)
    shown = [Text(title, "title", words.of_text(f"modules.{key}.title"))]
    shown.append(Text(text, "text", words.of_text(f"modules.{key}.text")))
    return TrainingModule(title=title, text=text or None, **languages(shown, words.tag))


@content(
    TrainingPage,
    order=TrainingOrder,
    filter=TrainingFilter,
    description="A training, which takes place at events.",
)
class Training(Content):
    summary: str = column("One or two sentences for lists and previews.")

    @strawberry.field(description="The parts that it consists of.", metadata=needs(f"{STORED}modules"))
    def modules(self) -> list[TrainingModule]:
        return _modules(self)

    organisers: list[Organisation] = related("Who arranges it.")
    events: list[Event] = related("Its dates, past ones too, as editors have ordered them.")
    languages: list[LanguageTag] = column("Languages in which it is taught.")
    enrolment_url: str | None = web_address("Where to enrol; an event may have a registration of its own.")
    hero_image: Image | None = picture("Main image.")
    body: list[Block] = stream("The text.")
    areas: list[Area] = related("Whom it is for, by where they live.")
    themes: list[Theme] = related("What it is about.")
    target_groups: list[TargetGroup] = related("For whom it is.")
    contacts: list[Contact] = related("Whom to ask.")


@describes(TrainingPage, "languages", "enrolment_url")
def _describe(page: Any) -> dict[str, Any]:
    return described(
        page,
        "Course",
        name=page.title,
        availableLanguage=page.languages,
        sameAs=followable(page.enrolment_url),
        inLanguage=canonical(page.locale_tag),
    )
