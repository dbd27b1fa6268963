from typing import TYPE_CHECKING, Annotated, Any

import strawberry
import strawberry_django

from content_api import loading
from content_api.asked import needs
from content_api.type_names import named
from content_api.types.localised import Localised
from content_api.types.node import Node
from organisations import models as organisation_models

if TYPE_CHECKING:
    from content_api.types.organisations import Organisation


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
    ) -> Annotated["Organisation", strawberry.lazy("content_api.types.organisations")] | None:
        return loading.linked_one(self, "organisation_key", loading.organisations)

    @strawberry.field(description="E-mail address.", metadata=needs("email"))
    def email(self) -> str | None:
        return self.email or None

    @strawberry.field(description="Telephone number in international form.", metadata=needs("phone"))
    def phone(self) -> str | None:
        return self.phone or None
