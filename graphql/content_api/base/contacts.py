from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from content_api.base.localised import Localised
from content_api.base.node import Node
from content_api.reading import loading
from content_api.type_names import named
from engine.selection import needs
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.content.organisation import Organisation


@strawberry_django.type(
    organisation_models.Contact,
    name=named("Contact", organisation_models.Contact),
    description=(
        "Whom to ask: only what its subject has consented to, or a post's own address; "
        "nothing once the consent has run out."
    ),
)
class Contact(Node, Localised):
    @strawberry.field(description="Name of a person who has consented; null for a post.", metadata=needs("name"))
    def name(self) -> str | None:
        return self.name or None

    @strawberry.field(description="Role or title in the reader's language.", metadata=needs("title"))
    def title(self) -> str:
        contact: Any = self
        return contact.title.best(contact.peers.wish)

    @strawberry.field(description="The organisation they speak for.", metadata=needs("organisation_key"))
    def organisation(
        self,
    ) -> Annotated["Organisation", strawberry.lazy("content_api.content.organisation")] | None:
        return loading.linked_one(self, "organisation_key", loading.organisations)

    @strawberry.field(description="E-mail address.", metadata=needs("email"))
    def email(self) -> str | None:
        return self.email or None

    @strawberry.field(description="Telephone number in international form.", metadata=needs("phone"))
    def phone(self) -> str | None:
        return self.phone or None
