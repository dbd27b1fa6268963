"""The vocabulary of blocks. Each class here has one type in the API; a system check of `content_api` proves it.

Names of child blocks are data that are stored in every page: they are short nouns and are never renamed without a data
migration. References to models above this package are strings.
"""

from cms.core.blocks.agendas import AgendaBlock, AgendaItemBlock
from cms.core.blocks.links import AddressBlock, CallToActionBlock, EmbedBlock, RelatedContentBlock
from cms.core.blocks.menus import MenuBranchBlock, MenuItemBlock, MenuItemsBlock
from cms.core.blocks.moments import CalendarDayBlock, ClockTimeBlock, PartialDateBlock
from cms.core.blocks.plans import GoalBlock, GoalsBlock, MeasureBlock, MeasureStatus, ResponsibleBlock, SubGoalBlock
from cms.core.blocks.records import ContactBlock, DocumentBlock, GalleryBlock, ImageBlock, KeyFigureBlock
from cms.core.blocks.streams import (
    AccordionBlock,
    AccordionItemBlock,
    BodyBlock,
    DraftStreamBlock,
    ModuleBlock,
    ModulesBlock,
    SectionBlock,
    StatementsBlock,
)
from cms.core.blocks.tables import TableBlock, TableInput, without_empty_edges
from cms.core.blocks.texts import RICH_TEXT_FEATURES, HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "RICH_TEXT_FEATURES",
    "AccordionBlock",
    "AccordionItemBlock",
    "AddressBlock",
    "AgendaBlock",
    "AgendaItemBlock",
    "BodyBlock",
    "CalendarDayBlock",
    "CallToActionBlock",
    "ClockTimeBlock",
    "ContactBlock",
    "DocumentBlock",
    "DraftStreamBlock",
    "EmbedBlock",
    "GalleryBlock",
    "GoalBlock",
    "GoalsBlock",
    "HeadingBlock",
    "ImageBlock",
    "KeyFigureBlock",
    "MeasureBlock",
    "MeasureStatus",
    "MenuBranchBlock",
    "MenuItemBlock",
    "MenuItemsBlock",
    "ModuleBlock",
    "ModulesBlock",
    "ParagraphBlock",
    "PartialDateBlock",
    "QuoteBlock",
    "RelatedContentBlock",
    "ResponsibleBlock",
    "SectionBlock",
    "StatementsBlock",
    "SubGoalBlock",
    "TableBlock",
    "TableInput",
    "without_empty_edges",
]
