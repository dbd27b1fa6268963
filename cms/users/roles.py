"""The groups that every installation has, each with the fewest rights it needs.

They are declared in this one table. A migration adds what a group lacks and takes nothing away. A group that needs
other rights gets another name, and nothing here changes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ENTER = "wagtailadmin.access_admin"
ADMINISTRATORS = "Administrators"
COMMUNICATORS = "Communicators"


def translators(tag: str) -> str:
    """Returns the name of the group that translates into the language."""
    return f"Translators: {tag}"


def _all_of(*models: str, actions: Iterable[str] = ("add", "change", "delete")) -> frozenset[str]:
    """Returns the permissions for these models: `app.model` gives `app.add_model` and so on."""
    labels = [model.split(".") for model in models]
    return frozenset(f"{app}.{action}_{name}" for app, name in labels for action in actions)


RECORDS = (
    "organisations.body",
    "organisations.contact",
    "organisations.keyfigure",
    "organisations.membership",
    "organisations.representation",
    "organisations.programme",
)
VOCABULARY = ("organisations.theme", "organisations.targetgroup")
FURNITURE = ("home.menu", "home.footer", "home.sitesettings")
TERMS = ("translation.term",)
RELEASES = ("translation.release",)
MEDIA = ("media.image", "media.document")
CHOOSE_MEDIA = frozenset({"media.choose_image", "media.choose_document"})


@dataclass(frozen=True, slots=True)
class Role:
    """The rights of a group. Labels are `app.codename`.

    `on_pages` holds actions that are allowed below the given pages; `in_collections` holds permissions that apply to
    all collections.
    """

    permissions: frozenset[str]
    on_pages: tuple[str, ...]
    in_collections: frozenset[str]


ADMINISTRATOR = Role(
    permissions=frozenset({ENTER, "wagtail_localize.submit_translation", "organisations.change_area"})
    | _all_of(*RECORDS, *VOCABULARY, *FURNITURE, *TERMS, *RELEASES)
    | _all_of("users.user", "auth.group")
    | _all_of("wagtailcore.site", "wagtailcore.locale", "wagtailcore.collection", "wagtailredirects.redirect")
    | _all_of("wagtailcore.workflow", "wagtailcore.task"),
    on_pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    in_collections=_all_of(*MEDIA, actions=("add", "change")) | CHOOSE_MEDIA | _all_of("wagtailcore.collection"),
)
COMMUNICATOR = Role(
    permissions=frozenset({ENTER, "wagtail_localize.submit_translation"})
    | _all_of(*RECORDS, *TERMS, *RELEASES)
    | _all_of(*VOCABULARY, *FURNITURE, actions=("add", "change")),
    on_pages=("add", "change", "publish", "lock", "unlock"),
    in_collections=_all_of(*MEDIA, actions=("add", "change")) | CHOOSE_MEDIA,
)
# Without submit_translation, because the view behind it would accept any language.
TRANSLATOR = Role(
    permissions=frozenset({ENTER, "translation.view_term"}),
    on_pages=("add", "change", "publish"),
    in_collections=CHOOSE_MEDIA,
)


def _permissions(labels: Iterable[str]) -> list[Permission]:
    """Returns the permissions with these labels.

    Raises LookupError for a label that no app defines: then the table is wrong, not the database.
    """
    wanted = set(labels)
    found = [
        permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in=[label.split(".")[1] for label in wanted]
        )
        if f"{permission.content_type.app_label}.{permission.codename}" in wanted
    ]
    if missing := wanted - {f"{item.content_type.app_label}.{item.codename}" for item in found}:
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}")
    return found


def ensure_role(name: str, role: Role, pages: Iterable[Page]) -> Group:
    """Returns the group after giving it every right of the role, on the pages and on all collections."""
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(*_permissions(role.permissions))
    page_permissions = _permissions(f"wagtailcore.{action}_page" for action in role.on_pages)
    for page in pages:
        for permission in page_permissions:
            GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    everything = Collection.get_first_root_node()
    for permission in _permissions(role.in_collections):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=everything, permission=permission)
    return group


def ensure_roles(root: Page, homes: Mapping[str, Page]) -> None:
    """Makes the groups of the installation. `homes` holds each language's home page by its tag."""
    ensure_role(ADMINISTRATORS, ADMINISTRATOR, [root])
    ensure_role(COMMUNICATORS, COMMUNICATOR, homes.values())
    for tag, page in homes.items():
        ensure_role(translators(tag), TRANSLATOR, [page])
