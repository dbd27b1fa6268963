"""Makes what every installation has after `migrate`: its languages, a home page for each, areas, and roles.

It runs after each migrate and may be repeated: it adds what is missing and changes nothing that an editor changed. A
language that is added in the admin gets the same at once.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.signals import post_migrate, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_noop
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, Site, Workflow
from wagtail_localize.models import Translation

from cms.core.languages import content_languages
from cms.editing.locks import lock_tree
from cms.users.roles import ensure_roles
from home.models import HomePage
from organisations.area_data import load_areas
from organisations.models import Area


def _root() -> Page:
    root = Page.get_first_root_node()
    return root or Page.add_root(title="Root", slug="root", locale=Locale.get_default())


def ensure_languages() -> None:
    """Makes those that are missing, in bulk: `welcome` hears of none, and what they need is made with the rest."""
    there = set(Locale.all_objects.values_list("language_code", flat=True))
    missing = [Locale(language_code=item.tag) for item in content_languages() if item.tag not in there]
    Locale.objects.bulk_create(missing, ignore_conflicts=True)


def ensure_home_pages() -> None:
    """Makes a home page for each language.

    Home pages that are not translated yet are drafts: the tree has its root, but readers see nothing.
    """
    root = _root()
    welcome = Page.objects.filter(depth=2).exclude(pk__in=HomePage.objects.values("pk"))
    default = Locale.get_default()
    home = HomePage.objects.filter(locale=default).first()
    if home is None:
        # Wagtail's own "Welcome" page stands where our home page belongs.
        for page in welcome.filter(numchild=0, content_type__model="page"):
            page.delete()
        _remove_wagtails_own_roles()
        home = root.__class__.objects.get(pk=root.pk).add_child(
            instance=HomePage(title=settings.WAGTAIL_SITE_NAME, slug=default.language_code, locale=default)
        )
    for locale in Locale.objects.filter(language_code__in=settings.CONTENT_LANGUAGES).exclude(pk=default.pk):
        if not HomePage.objects.filter(locale=locale).exists():
            home.copy_for_translation(locale)
    if not Site.objects.filter(is_default_site=True).exists():
        # The site's root is the root of the tree, so that a page's address is its path in the tree, language first.
        Site.objects.create(
            hostname="localhost",
            root_page=Page.objects.get(pk=root.pk),
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )


def _remove_wagtails_own_roles() -> None:
    """Removes Wagtail's own groups and its workflow.

    Its editors and moderators may do everything everywhere, and its workflow waits for the moderators.
    """
    Workflow.objects.filter(name="Moderators approval").delete()
    GroupApprovalTask.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def ensure_permissions() -> None:
    """Makes a permission that wagtail-localize makes in a migration and that is therefore missing after a flush."""
    Permission.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Translation),
        codename="submit_translation",
        defaults={"name": gettext_noop("Can submit translations")},
    )


def ensure_groups() -> None:
    """Makes the groups with their rights. A language that is added later gets its translators at the next migrate."""
    homes = HomePage.objects.filter(locale__language_code__in=settings.CONTENT_LANGUAGES).select_related("locale")
    ensure_roles(_root(), {page.locale.language_code: page for page in homes})


@receiver(post_save, sender=Locale)
@transaction.atomic
def welcome(instance: Locale, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Gives a language that is added what every language has: its home page as a draft to translate, its translators.

    Its menus and footers are at the translators' desk without that, and where its readers look next
    `cms.core.languages` says.
    """
    is_published = instance.language_code in settings.CONTENT_LANGUAGES
    if created and is_published and not raw and HomePage.objects.exists():
        lock_tree()
        ensure_home_pages()
        ensure_groups()


@transaction.atomic
def set_up(**kwargs: Any) -> None:
    """Sets up the installation, as the receiver of post_migrate."""
    if HomePage._meta.db_table not in connection.introspection.table_names():
        return  # One app is migrated alone, or the migration goes backwards.
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    ensure_languages()
    ensure_home_pages()
    if not Area.objects.exists():
        load_areas()
    ensure_permissions()
    ensure_groups()


def connect() -> None:
    """Connects `set_up` to the last app that is migrated, so that the permissions of all apps exist by then."""
    migrated = [config for config in apps.get_app_configs() if config.models_module]
    post_migrate.connect(set_up, sender=migrated[-1], dispatch_uid="home.setup")
