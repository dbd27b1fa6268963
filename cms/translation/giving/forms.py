"""The form in which pages are given to somebody."""

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Locale

from cms.translation.desk.languages import people_for
from cms.translation.screen.units import name_of


class PersonField(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class GiveForm(forms.Form):
    person = PersonField(
        label=_("Given to"), queryset=get_user_model().objects.none(), required=False, empty_label=_("Nobody")
    )
    due = forms.DateField(
        label=_("To be done by"),
        required=False,
        widget=AdminDateInput,
        help_text=_("It counts until the translation is published next. May be left empty."),
    )

    def __init__(self, locale: Locale, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_for(locale).order_by("last_name", "first_name", "username")
        cast(PersonField, self.fields["person"]).queryset = people

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate() and due != self.initial.get("due"):
            raise forms.ValidationError(gettext("This day is over: choose a later one."))
        return due
