"""Keeps the buttons of choosers in the editor's language.

Wagtail writes the name of what is chosen into “Choose …” when the form is made, once for each process. Everybody would
then read it in the language of the first editor. Here the words stay lazy.
"""

from typing import Any

from django.db.models import ForeignKey
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import AbstractPage, Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.widgets import AdminSnippetChooser


def _text_about(text: Any, name: Any) -> str:
    return str(text) % {"object": name}


_about: Any = lazy(_text_about, str)


class PageChooser(AdminPageChooser):
    def __init__(self, target_models: Any = None, **kwargs: Any) -> None:
        super().__init__(target_models, **kwargs)
        if self.model is not Page:
            name = capfirst(self.model._meta.verbose_name)
            self.choose_one_text = format_lazy("{} ({})", AdminPageChooser.choose_one_text, name)


class RecordChooser(AdminSnippetChooser):
    def __init__(self, model: Any = None, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        name = self.model._meta.verbose_name
        self.choose_one_text = _about(_("Choose %(object)s"), name)
        self.choose_another_text = _about(_("Choose another %(object)s"), name)
        self.link_to_chosen_text = _about(_("Edit this %(object)s"), name)


class RecordChooserBlock(SnippetChooserBlock):
    @property
    def widget(self) -> RecordChooser:
        return RecordChooser(self.target_model, icon=super().widget.icon)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """Makes migrations see Wagtail's own block, because what is stored is the same."""
        path, args, kwargs = super().deconstruct()
        return (
            ("wagtail.snippets.blocks.SnippetChooserBlock" if type(self) is RecordChooserBlock else path),
            args,
            kwargs,
        )


def register() -> None:
    """Gives our chooser to fields that lead to one type of page."""
    register_form_field_override(
        ForeignKey,
        to=AbstractPage,
        override=lambda field: {"widget": PageChooser(target_models=[field.remote_field.model])},
    )
