"""What is no page: vocabularies, contacts, records, files, users."""

from datetime import date
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image as Pillow
from wagtail.models import Collection

from cms.media.models import Document, Image
from cms.users.models import User
from organisations.models import (
    Area,
    Body,
    Contact,
    KeyFigure,
    KeyFigureValue,
    Membership,
    OrganisationPage,
    Programme,
    Representation,
    TargetGroup,
    Theme,
)
from tests.factories.trees import number


def theme(slug: str = "", **fields: Any) -> Theme:
    slug = slug or f"theme-{number()}"
    return Theme.objects.create(slug=slug, **{"names": {"fi": f"{slug} fi", "sv": f"{slug} sv"}, **fields})


def target_group(slug: str = "", **fields: Any) -> TargetGroup:
    slug = slug or f"group-{number()}"
    return TargetGroup.objects.create(slug=slug, **{"names": {"fi": f"{slug} fi"}, **fields})


def area(code: str) -> Area:
    return Area.objects.with_code(code)


def contact(**fields: Any) -> Contact:
    defaults = {"title": {"fi": "Projektipäällikkö", "sv": "Projektledare"}, "email": "projekti@example.org"}
    return Contact.objects.create(**{**defaults, **fields})


def key_figure(**fields: Any) -> KeyFigure:
    return KeyFigure.objects.create(
        **{"value": "59 610", "label": {"fi": "vieraskielistä"}, "source": "espoo.fi", **fields}
    )


def earlier_value(figure: KeyFigure, value: str, as_of: date, **fields: Any) -> KeyFigureValue:
    row = {"value": value, "as_of": as_of, "source": "espoo.fi", **fields}
    return KeyFigureValue.objects.create(figure=figure, **row)


def programme(**fields: Any) -> Programme:
    return Programme.objects.create(**{"names": {"fi": "Järjestö 2.0"}, **fields})


def membership(member: OrganisationPage, of: OrganisationPage, **fields: Any) -> Membership:
    return Membership.objects.create(member=member, member_of=of, **fields)


def body(**fields: Any) -> Body:
    return Body.objects.create(**{"name": {"fi": "Neuvottelukunta"}, **fields})


def representation(organisation: OrganisationPage, **fields: Any) -> Representation:
    return Representation.objects.create(organisation=organisation, **{"body": fields.get("body") or body(), **fields})


def collection(name: str, parent: Collection | None = None) -> Collection:
    return (parent or Collection.get_first_root_node()).add_child(name=name)


def image(title: str = "Kuva", *, size: tuple[int, int] = (64, 36), **fields: Any) -> Image:
    buffer = BytesIO()
    Pillow.new("RGB", size, (20, 90, 130)).save(buffer, "PNG")
    file = ContentFile(buffer.getvalue(), name=f"kuva-{number()}.png")
    return Image.objects.create(
        **{"title": title, "file": file, "alt": {"fi": "Sininen kenttä", "sv": "Ett blått fält"}, **fields}
    )


def document(title: str = "Asiakirja", **fields: Any) -> Document:
    file = ContentFile(b"%PDF-1.4\n%%EOF\n", name=f"asiakirja-{number()}.pdf")
    return Document.objects.create(**{"title": title, "file": file, **fields})


def user(name: str, *groups: str, password: str = "salasana-2026", **fields: Any) -> User:
    account = User.objects.create_user(name, f"{name}@example.org", password, **fields)
    account.groups.set(Group.objects.filter(name__in=groups))
    return account
