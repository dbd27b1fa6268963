"""The goals of an action plan: goal, sub-goal, measure.

Who does it, when and how far it is are facts that all languages share; the rest is translated.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.moments import CalendarDayBlock, PartialDateBlock
from cms.core.blocks.streams import DraftStreamBlock
from cms.core.partial_dates import known
from cms.core.validators import period_error


class MeasureStatus(TextChoices):
    PLANNED = "PLANNED", _("Planned")
    RUNNING = "RUNNING", _("Under way")
    DONE = "DONE", _("Done")
    DROPPED = "DROPPED", _("Dropped")


class ResponsibleBlock(blocks.StructBlock):
    organisation = blocks.PageChooserBlock("organisations.OrganisationPage", label=_("Organisation"), required=False)
    role = blocks.CharBlock(
        label=_("Role"), required=False, max_length=255, help_text=_("What it does; of no one organisation, who.")
    )

    class Meta:
        icon = "group"
        label = _("Responsible")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["organisation"] and not cleaned["role"]:
            error = ValidationError(_("Choose an organisation, or say who is responsible."))
            raise blocks.StructBlockValidationError(block_errors={"organisation": error})
        return cleaned


class MeasureBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Measure"), max_length=255)
    text = blocks.TextBlock(label=_("What is done"), required=False, rows=3)
    responsible = blocks.ListBlock(ResponsibleBlock(), label=_("Who is responsible"), default=[])
    starts = PartialDateBlock(label=_("Starts"), required=False)
    ends = PartialDateBlock(label=_("Ends"), required=False)
    status = blocks.ChoiceBlock(label=_("Status"), choices=MeasureStatus.choices, default=MeasureStatus.PLANNED)
    status_on = CalendarDayBlock(label=_("Status as of"), required=False)
    status_text = blocks.CharBlock(
        label=_("How it is going"), required=False, max_length=255, help_text=_("A word on the status.")
    )

    class Meta:
        icon = "tasks"
        label = _("Measure")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        starts, ends = known(cleaned["starts"]), known(cleaned["ends"])
        if error := period_error(starts.first_day if starts else None, ends.last_day if ends else None):
            raise blocks.StructBlockValidationError(block_errors={"ends": error})
        return cleaned


class SubGoalBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Sub-goal"), max_length=255)
    measures = blocks.ListBlock(MeasureBlock(), label=_("Measures"), default=[])

    class Meta:
        icon = "list-ul"
        label = _("Sub-goal")


class GoalBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Goal"), max_length=255)
    sub_goals = blocks.ListBlock(SubGoalBlock(), label=_("Sub-goals"), default=[])

    class Meta:
        icon = "pick"
        label = _("Goal")


class GoalsBlock(DraftStreamBlock):
    """The table of an action plan, one block a goal."""

    goal = GoalBlock()

    class Meta:
        template = "blocks/goals.html"
