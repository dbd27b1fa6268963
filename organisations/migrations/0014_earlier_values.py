import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0013_bodies"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyFigureValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "value",
                    models.CharField(
                        help_text="As it is to be read, like 59 610 or 20,1.", max_length=40, verbose_name="value"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=255, verbose_name="source")),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="link to the source")),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "figure",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="earlier",
                        to="organisations.keyfigure",
                    ),
                ),
                (
                    "source_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.organisationpage",
                        verbose_name="source organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier value",
                "verbose_name_plural": "earlier values",
                "ordering": ["-as_of", "id"],
            },
        ),
    ]
