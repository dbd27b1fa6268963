"""Lets numbers be typed into plain inputs.

A browser's own number input hides what is no number and sends nothing.
"""

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override

for _field, _mode in ((models.IntegerField, "numeric"), (models.FloatField, "decimal")):
    register_form_field_override(_field, override={"widget": forms.TextInput(attrs={"inputmode": _mode})})
