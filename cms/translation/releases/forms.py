"""The form of a release."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.languages import content_languages
from cms.translation.models import ReleaseState
from cms.translation.releases.access import why_not_in

# A screen shows each page in each language, and one transaction publishes them all.
PAGES_MAX = 50


def _languages() -> list[tuple[str, Any]]:
    return [(item.tag, item.label) for item in content_languages()]


class ReleaseForm(WagtailAdminModelForm):
    """`initial` may name a `page` that stands in the first row of a new release."""

    must_be_ready = forms.MultipleChoiceField(
        label=_("Languages that must be ready"),
        choices=_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Nothing goes out before every page is ready in these. The language of the original need not be ticked."
        ),
    )
    follow = forms.MultipleChoiceField(
        label=_("Languages that follow when they are ready"),
        choices=_languages,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They go out with the others if they are ready then, and else by themselves as soon as they are."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and (page := self.initial.get("page")):
            items = self.formsets["items"]
            items.extra, items.initial_extra = 1, [{"page": page}]

    def clean_goes_out_at(self) -> Any:
        at = self.cleaned_data["goes_out_at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This time is over: choose a later one."))
        return at

    def clean(self) -> Any:
        cleaned = super().clean()
        if set(cleaned.get("must_be_ready", [])) & set(cleaned.get("follow", [])):
            self.add_error("follow", _("A language either must be ready or follows: untick it in one of the two."))
        self._check_pages()
        return cleaned

    def _check_pages(self) -> None:
        chosen: set[int] = set()
        rows = [row for row in self.formsets["items"].forms if row.is_valid() and not row.cleaned_data.get("DELETE")]
        for row in rows:
            page = row.cleaned_data.get("page")
            if page is None:
                # One that was deleted may stay to be told of.
                if row.instance.noted_of is None:
                    row.add_error("page", _("Choose a page, or take this row away."))
            elif page.pk in chosen:
                row.add_error("page", _("This page is chosen twice."))
            elif problem := why_not_in(page, self.for_user, self.instance if self.instance.pk else None):
                row.add_error("page", problem)
            chosen |= {page.pk} if page else set()
        if not rows and all(row.is_valid() for row in self.formsets["items"].forms):
            self.add_error(None, gettext("Choose at least one page that goes out."))
        if len(rows) > PAGES_MAX:
            self.add_error(None, gettext("A release may have %(count)d pages: make two of it.") % {"count": PAGES_MAX})

    def save(self, commit: bool = True) -> Any:
        """A release that was held up is planned again, at its new time and in the name of who has saved it."""
        release = self.instance
        if release.pk is None:
            release.made_by = self.for_user
        release.saved_by, release.state, release.problem = self.for_user, ReleaseState.PLANNED, ""
        return super().save(commit)
