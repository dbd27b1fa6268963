import uuid

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

import cms.core.text.localised_text

# As `cms.translation.records.texts` has it.
_RECORDS = uuid.UUID("0d7c4d0e-5d0d-4f0c-8f9a-6b1b6b2c7a11")


def _bodies_of_representations(apps, schema_editor):
    """Makes one body of the representations that name the same one, with the same host, in every language alike."""
    body_of = {}
    for seat in apps.get_model("organisations", "Representation").objects.select_related("host").order_by("pk"):
        host = seat.host.translation_key if seat.host else None
        named = (*sorted(seat.body_text.items()), host, *sorted(seat.host_name.items()))
        if named not in body_of:
            body_of[named] = apps.get_model("organisations", "Body").objects.create(
                name=seat.body_text, host_id=seat.host_id, host_name=seat.host_name
            )
        seat.body = body_of[named]
        seat.save(update_fields=["body"])
        _take_history_along(apps, seat)
    # Wagtail's index of references would look for a field that is gone.
    seats = apps.get_model("contenttypes", "ContentType").objects.filter(model="representation")
    apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
        content_type__in=seats.filter(app_label="organisations"), model_path="host"
    ).delete()
    # What follows alters the table, which PostgreSQL does not do while a foreign key has still to be checked.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _take_history_along(apps, seat):
    """Gives the body what the translators' desk knows of the name that the representation had, and of its host's."""
    versions = apps.get_model("translation", "TextVersion").objects.filter(
        object_id=uuid.uuid5(_RECORDS, f"organisations.representation.{seat.pk}")
    )
    of_body = uuid.uuid5(_RECORDS, f"organisations.body.{seat.body_id}")
    for before, after in {"body": "name", "host_name": "host_name"}.items():
        versions.filter(place=before).update(object_id=of_body, place=after)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("organisations", "0012_action_plans"),
        ("translation", "0016_assignment"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    cms.core.text.localised_text.LocalisedTextField(
                        default=cms.core.text.localised_text.LocalisedText,
                        help_text="Board, working group or project, like “Advisory Board for Ethnic Relations”.",
                        multiline=False,
                        text_length=255,
                        verbose_name="name",
                    ),
                ),
                (
                    "host_name",
                    cms.core.text.localised_text.LocalisedTextField(
                        blank=True,
                        default=cms.core.text.localised_text.LocalisedText,
                        help_text="When the host is not in the directory.",
                        multiline=False,
                        text_length=255,
                        verbose_name="host's name",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.organisationpage",
                        verbose_name="host in the directory",
                    ),
                ),
            ],
            options={
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BodyTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField(verbose_name="term starts")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="term ends")),
                (
                    "body",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="organisations.body",
                    ),
                ),
            ],
            options={
                "verbose_name": "term of office",
                "verbose_name_plural": "terms of office",
                "ordering": ["-starts_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                        ),
                        name="body_term_period",
                    )
                ],
            },
        ),
        migrations.RenameField("representation", "body", "body_text"),
        migrations.AddField(
            model_name="representation",
            name="body",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="representations",
                to="organisations.body",
                verbose_name="body",
            ),
        ),
        migrations.RunPython(_bodies_of_representations, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="representation",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="representations",
                to="organisations.body",
                verbose_name="body",
            ),
        ),
        migrations.RemoveField(model_name="representation", name="body_text"),
        migrations.RemoveField(model_name="representation", name="host"),
        migrations.RemoveField(model_name="representation", name="host_name"),
    ]
