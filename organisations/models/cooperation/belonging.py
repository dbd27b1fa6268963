"""What a page belongs to: one of several things, of which a draft may still lack all."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class BelongingMixin(models.Model):
    """`belongs_to` names the foreign keys to what the page may belong to. What is published has one of them."""

    belongs_to: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def belonging_errors(self) -> dict[str, Any]:
        """Returns the error of a page that belongs to nothing, by the field beside which it is told."""
        if any(getattr(self, f"{name}_id") for name in self.belongs_to):
            return {}
        message = _("Choose what it belongs to, here or in one of the fields below.")
        return {self.belongs_to[0]: ValidationError(message, code="belongs_to_nothing")}

    @property
    def holder(self) -> Any:
        """The first of the things to which it belongs; None when there is none."""
        return next((found for name in self.belongs_to if (found := getattr(self, name))), None)
