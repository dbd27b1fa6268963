"""Whom to ask."""

from typing import TYPE_CHECKING, Annotated

from content_api.base.fields import BY_NAME, best_text, column, declared, related
from content_api.base.localised import Localised
from content_api.base.node import Node
from organisations.models import Contact as ContactRow

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation


@declared(
    ContactRow,
    description=(
        "Whom to ask: only what its subject has consented to, or a post's own address; "
        "nothing once the consent has run out."
    ),
)
class Contact(Node, Localised):
    name: str | None = column("Name of a person who has consented; null for a post.")
    title: str = best_text("Role or title in the reader's language.", "title")
    organisation: Annotated["Organisation", BY_NAME] | None = related("The organisation they speak for.")
    email: str | None = column("E-mail address.")
    phone: str | None = column("Telephone number in international form.")
