import django.contrib.postgres.fields
from django.db import migrations, models

# The triggers themselves are made after each migrate (syndication.triggers).
DROP_TRIGGERS = r"""
DO $$ DECLARE made regprocedure; BEGIN
    FOR made IN SELECT oid::regprocedure FROM pg_proc
        WHERE proname LIKE 'syndication\_%' AND pronamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', made);
    END LOOP;
END $$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("transaction", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("tags", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
            },
        ),
        migrations.RunSQL(migrations.RunSQL.noop, DROP_TRIGGERS),
        # Every web process asks a few times a second what expires next (syndication.listener).
        migrations.RunSQL(
            "CREATE INDEX syndication_page_expiry ON wagtailcore_page (expire_at) WHERE live AND expire_at IS NOT NULL",
            "DROP INDEX IF EXISTS syndication_page_expiry",
        ),
    ]
