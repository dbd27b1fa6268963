"""Copies the instants of publication that pages have into the columns that lists are ordered by."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps: Any, schema_editor: Any) -> None:
    page = apps.get_model("wagtailcore", "Page")
    of_row = page.objects.filter(pk=OuterRef("pk"))
    for model in apps.get_models():
        if model._meta.app_label in {"home", "news", "organisations"} and hasattr(model, "sort_first_published"):
            for column in ("first_published", "last_published"):
                rows = model.objects.filter(**{f"{column}_at__isnull": False})
                rows.update(**{f"sort_{column}": Subquery(of_row.values(f"{column}_at"))})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0007_publication_orders"),
        ("news", "0004_publication_orders"),
        ("organisations", "0005_publication_orders"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
