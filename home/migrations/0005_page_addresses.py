"""Partner sites ask for pages by their address, which Wagtail has no index of. Equality is all that is asked."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("home", "0004_list_indexes")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX home_page_url_path ON wagtailcore_page USING hash (url_path)",
            "DROP INDEX home_page_url_path",
        ),
    ]
