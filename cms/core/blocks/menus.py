"""Blocks of menus with two levels."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.links import AddressBlock


class MenuItemBlock(blocks.StructBlock):
    """An item of a menu. `MenuBranchBlock` adds the second and last level."""

    title = blocks.CharBlock(
        label=_("Title"),
        required=False,
        max_length=100,
        help_text=_("Left empty, the page's own title in the reader's language."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = AddressBlock(label=_("or address"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = ValidationError(_("Choose a page or give an address: one of the two."))
            errors = {"page": message, "url": message}
        elif cleaned["url"] and not cleaned["title"]:
            errors = {"title": ValidationError(_("An address needs a title."))}
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "link"
        label = _("Item")


class MenuBranchBlock(MenuItemBlock):
    children = blocks.ListBlock(MenuItemBlock(), label=_("Items below"), default=[])


class MenuItemsBlock(blocks.StreamBlock):
    item = MenuBranchBlock()
