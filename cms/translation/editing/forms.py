"""The form behind every page's editor."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm

from cms.translation.editing import alternative_texts, unfinished
from cms.translation.editing.severity import KEY, SeverityField, initial
from cms.translation.editing.unfinished import Unfinished
from cms.translation.models import Severity
from cms.translation.text_state import is_original


class TextPageForm(WagtailAdminPageForm):
    """Saves a draft whatever is typed, and refuses to publish what is wrong."""

    severity = SeverityField()
    # The names of the fields whose typed value does not fit and therefore is not on the page.
    unfit: set[str]
    is_set_aside = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if KEY in self.fields:
            self.initial[KEY] = initial(self.instance)
        if not is_original(self.instance):
            # The tabs of the facts are not shown: fields that a browser does not send must not be read as emptied.
            for name in type(self.instance).facts:
                self.fields.pop(name, None)
                self.formsets.pop(name, None)
        if not self.is_bound:
            unfinished.show_again(self)

    def is_valid(self) -> bool:
        if self.is_set_aside:
            return True
        if not self.is_bound:  # It is a preview of a form into which nobody has typed yet.
            return False
        if super().is_valid():
            self.instance.unfinished = Unfinished()
            return True
        self.is_set_aside = bool(self.is_deferred_validation) and unfinished.set_aside(self)
        return self.is_set_aside

    def _post_clean(self) -> None:
        self.unfit = set(self._errors)
        super()._post_clean()
        self.instance.severity = self.cleaned_data.get(KEY) or Severity.NORMAL
        # The page's own checks run when the page already has the value. An address that is taken or too long is taken
        # away again.
        self.unfit |= {"slug"} & set(self._errors)

    def clean(self) -> Any:
        cleaned = super().clean()
        if not self.is_deferred_validation:  # A draft may have silent images; this is to be published.
            tag = self.instance.locale.language_code
            for titles in alternative_texts.lacking(self.instance, self.cleaned_data).values():
                # The error is shown above the form, where it is read: an editor would look for it in vain inside a long
                # text.
                self.add_error(None, ValidationError(alternative_texts.message(titles, tag), code="alternative_text"))
        return cleaned
