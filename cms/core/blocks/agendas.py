"""The agenda of a meeting: what is dealt with, when, and who speaks. Times are facts that all languages share."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.moments import ClockTimeBlock
from cms.core.blocks.streams import DraftStreamBlock
from cms.core.validators import period_error


class AgendaItemBlock(blocks.StructBlock):
    starts_at = ClockTimeBlock(label=_("Starts"), required=False)
    ends_at = ClockTimeBlock(label=_("Ends"), required=False)
    title = blocks.CharBlock(label=_("Title"), max_length=255)
    speakers = blocks.CharBlock(
        label=_("Speakers"), required=False, max_length=500, help_text=_("Organisations and posts, with commas.")
    )
    text = blocks.TextBlock(label=_("Text"), required=False, rows=3)

    class Meta:
        icon = "time"
        label = _("Agenda item")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if error := period_error(cleaned["starts_at"], cleaned["ends_at"]):
            raise blocks.StructBlockValidationError(block_errors={"ends_at": error})
        return cleaned


class AgendaBlock(DraftStreamBlock):
    """What a meeting deals with, in its order."""

    agenda_item = AgendaItemBlock()

    class Meta:
        template = "blocks/agenda.html"
