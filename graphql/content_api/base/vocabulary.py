import strawberry
import strawberry_django

from cms.core.web_addresses import followable
from content_api.base.localised import Localised
from content_api.base.node import Node
from content_api.type_names import named
from engine.selection import needs
from organisations import models as organisation_models


@strawberry_django.type(
    organisation_models.Theme,
    name=named("Theme", organisation_models.Theme),
    description="What content is about. Filters take its slug.",
)
class Theme(Node, Localised):
    slug: str = strawberry.field(description="Lasting code, the same in every language.")

    @strawberry.field(description="Name in the reader's language, else along its fallbacks.")
    def name(self) -> str:
        return self.names.best(self.peers.wish)  # type: ignore[attr-defined]

    @strawberry.field(description="The same concept in the General Finnish Ontology.", metadata=needs("yso_uri"))
    def yso_uri(self) -> str | None:
        return followable(self.yso_uri) or None


@strawberry_django.type(
    organisation_models.TargetGroup,
    name=named("TargetGroup", organisation_models.TargetGroup),
    description="For whom something is.",
)
class TargetGroup(Node, Localised):
    slug: str = strawberry.field(description="Lasting code, the same in every language.")

    @strawberry.field(description="Name in the reader's language, else along its fallbacks.")
    def name(self) -> str:
        return self.names.best(self.peers.wish)  # type: ignore[attr-defined]
