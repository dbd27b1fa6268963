"""The form behind every page's editor."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from cms.translation import alternative_texts
from cms.translation.text_state import is_original


class TextPageForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_original(self.instance):
            # The facts' tabs are not on the page: what a browser does not send must not be read as emptied.
            for name in type(self.instance).facts:
                self.fields.pop(name, None)
                self.formsets.pop(name, None)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_deferred_validation:  # A draft may be saved; this is to be published.
            tag = self.instance.locale.language_code
            for titles in alternative_texts.lacking(self.instance, self.cleaned_data).values():
                # Above the form, where it is read: inside a long text an editor would look for it in vain.
                self.add_error(None, ValidationError(alternative_texts.message(titles, tag), code="alternative_text"))
        return cleaned
