"""A text with every block that an editor can use, nested ones too, and everything that its blocks refer to."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wagtail.embeds.models import Embed

from cms.media.models import Document, Image
from organisations.models import Contact, KeyFigure
from tests import factories as make

VIDEO = "https://vimeo.com/1084537"


def stored(name: str, value: Any, identifier: str = "") -> dict[str, Any]:
    return {"type": name, "value": value, "id": identifier or str(uuid.uuid4())}


def listed(*values: Any) -> list[dict[str, Any]]:
    """A ListBlock as it is stored."""
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]


@dataclass
class Library:
    """What the blocks refer to."""

    image: Image = field(default_factory=make.image)
    document: Document = field(default_factory=make.document)
    contact: Contact = field(default_factory=make.contact)
    key_figure: KeyFigure = field(
        default_factory=lambda: make.key_figure(
            unit={"fi": "henkilöä"}, note={"fi": "Espoossa"}, as_of=date(2021, 12, 31), source_url="https://espoo.fi/"
        )
    )
    page: Any = field(default_factory=lambda: make.content_page("Liity mukaan"))

    def section(self) -> list[dict[str, Any]]:
        """What stands in a body and in an accordion alike."""
        link = f'<a linktype="page" id="{self.page.pk}">sivu</a>'
        file = f'<a linktype="document" id="{self.document.pk}">tiedosto</a>'
        return [
            stored("heading", {"text": "Mitä teemme", "level": "2"}),
            stored("paragraph", f"<p>Lue {link} ja {file}.</p>"),
            stored("quote", {"text": "Yhdessä.", "speaker": "Edustaja", "role": "Puheenjohtaja"}),
            stored("key_figure", self.key_figure.pk),
            stored("image", {"image": self.image.pk, "caption": "Kokous", "decorative": False}),
            stored("document", self.document.pk),
            stored("contact", {"contacts": listed(self.contact.pk)}),
            stored(
                "table",
                {
                    "data": [["Tavoite", "Aikataulu"], ["Näkyväksi", "2014–2017"]],
                    "table_caption": "Suunnitelma",
                    "first_row_is_table_header": True,
                    "first_col_is_header": True,
                    "table_header_choice": "row",
                },
            ),
        ]

    def body(self) -> list[dict[str, Any]]:
        image = {"image": self.image.pk, "caption": "", "decorative": False}
        return [
            *self.section(),
            stored("gallery", {"images": listed(image, {**image, "caption": "Toinen", "decorative": True})}),
            stored("embed", {"url": VIDEO, "title": "Video"}),
            stored(
                "call_to_action",
                {"title": "Tule mukaan", "text": "Avoin", "link_text": "Liity", "page": self.page.pk, "url": ""},
            ),
            stored("accordion", {"items": listed({"title": "Kuka?", "body": self.section()})}),
            stored("related_content", {"title": "Lue myös", "items": listed(self.page.pk)}),
        ]


def fetch_embed() -> Embed:
    """As a job does when a page is published."""
    return Embed.objects.create(url=VIDEO, type="video", html="<iframe></iframe>", hash="video")


def plan_goal(*responsible: Any, title: str = "Tavoite", **measure: Any) -> dict[str, Any]:
    """A goal of an action plan with one sub-goal and one measure of it."""
    who = listed(*({"organisation": page.pk, "role": "Toteuttaja"} for page in responsible))
    facts = {"starts": "2014-H2", "ends": "2015", "status": "RUNNING", "status_on": "2014-12-31"}
    texts = {"title": "Toimenpide", "text": "Mitä tehdään.", "status_text": "Hyvässä vauhdissa."}
    measures = listed({**texts, "responsible": who, **facts, **measure})
    return stored("goal", {"title": title, "sub_goals": listed({"title": "Osatavoite", "measures": measures})})
