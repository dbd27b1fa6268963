"""Themes and target groups."""

from content_api.base.fields import best_text, column, declared, web_address
from content_api.base.localised import Localised
from content_api.base.node import Node
from organisations import models as organisation_models


@declared(organisation_models.Theme, description="What content is about. Filters take its slug.")
class Theme(Node, Localised):
    slug: str = column("Lasting code, the same in every language.")
    name: str = best_text("Name in the reader's language, else along its fallbacks.")
    yso_uri: str | None = web_address("The same concept in the General Finnish Ontology.")


@declared(organisation_models.TargetGroup, description="For whom something is.")
class TargetGroup(Node, Localised):
    slug: str = column("Lasting code, the same in every language.")
    name: str = best_text("Name in the reader's language, else along its fallbacks.")
