"""Asks whoever publishes a changed original how much the change matters to its translations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.core.visibility import all_pages
from cms.translation import text_state
from cms.translation.models import Severity
from cms.translation.texts.alignment import Text, align
from cms.translation.texts.extraction import prose, texts

# The key in a revision's content, and the name of the form's field.
KEY = "severity"
# In percent: two texts that are this much alike differ by a letter or two in a sentence.
_NEARLY_THE_SAME = 95.0


def from_content(content: Mapping[str, Any]) -> Severity:
    return _known(content.get(KEY))


def _known(value: Any) -> Severity:
    return Severity(value) if value in Severity.values else Severity.NORMAL


class SeverityField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            choices=Severity.choices,
            label=_("How much this change matters to translations"),
            widget=forms.RadioSelect,
            required=False,
        )

    def clean(self, value: Any) -> Severity:
        """Takes what is none of the choices for normal: a form of before there was a translation sends nothing."""
        return _known(value)


def initial(page: Any) -> Severity:
    """Returns what was chosen for a change that waits to be published; an earlier choice was for an earlier change."""
    return Severity(page.severity) if page.has_unpublished_changes else Severity.NORMAL


class SeverityPanel(FieldPanel):
    """Shown where there is a translation that readers see."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(KEY, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        return {name: value for name, value in super().clone_kwargs().items() if name != "field_name"}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.is_asked = has_readers_elsewhere(self.instance)
            if self.is_asked:
                self.help_text = told(self.instance)

        def is_shown(self) -> bool:
            return self.is_asked and super().is_shown()


def has_readers_elsewhere(page: Page) -> bool:
    """Whether the page is an original that readers see, and a translation of it is seen too."""
    if not page.live or not text_state.is_original(page):
        return False
    group = all_pages().with_public_row().filter(translation_key=page.translation_key)
    return bool(group.exclude(pk=page.pk).exists())


def told(page: Page) -> str:
    """Says what has changed since the page was published, and what may be chosen for that."""
    shown = type(page)._default_manager.get(pk=page.pk)
    return sentence(texts(prose(shown)), texts(prose(page)))


def sentence(before: Sequence[Text], after: Sequence[Text]) -> str:
    matches = align(before, after)
    changed = [match for match in matches if not match.is_same]
    count = len(changed) + len(after) - len(matches)
    if not count:
        return gettext("It counts when words have changed.")
    is_slight = len(changed) == count and all(
        fuzz.ratio(before[match.before].words, after[match.after].words) >= _NEARLY_THE_SAME for match in changed
    )
    said = ngettext(
        "%(count)d text differs from what readers see.", "%(count)d texts differ from what readers see.", count
    ) % {"count": count}
    if is_slight:
        said += " " + gettext("Only a few letters: “Minor” will do if the meaning is the same.")
    elif 2 * count > len(after):
        said += " " + gettext("That is more than half of them: is what translations say still right?")
    return said
