"""The accounts of the demo. They exist only where the demo was loaded, because their password is known to all."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from cms.users.models import User
from cms.users.roles import ADMINISTRATORS, COMMUNICATORS, translators

PASSWORD = "verkosto-demo"  # noqa: S105 (printed by `demo_hints`)


@dataclass(frozen=True)
class Account:
    """An account of the demo. `language` is that of the admin for this person; `does` completes “signs in and …”.

    `first_name` and `last_name` are what histories and locks show. They say what the person does, because nobody in the
    demo is real.
    """

    name: str
    first_name: str
    last_name: str
    group: str
    language: str
    does: str
    is_superuser: bool = False


ADMINISTRATOR = Account(
    "administrator", "Ada", "Administrator", ADMINISTRATORS, "en", "may do everything", is_superuser=True
)
COMMUNICATOR = Account("communicator", "Veera", "Viestijä", COMMUNICATORS, "fi", "writes in Finnish and publishes")
TRANSLATORS = {
    tag: Account(f"translator-{tag}", *names, translators(tag), tag, does)
    for tag, names, does in (
        ("sv", ("Svea", "Översättare"), "translates into Swedish"),
        ("ru", ("Роза", "Переводчик"), "translates into Russian"),
    )
}
ACCOUNTS = (ADMINISTRATOR, COMMUNICATOR, *TRANSLATORS.values())


def create_accounts() -> dict[str, User]:
    """Creates the accounts and returns the users by name.

    Their e-mail addresses are of a domain that nobody can have.
    """
    password = make_password(PASSWORD)  # The hash is made only once, because it is made to be slow.
    users = {}
    for account in ACCOUNTS:
        user = User.objects.create(
            username=account.name,
            first_name=account.first_name,
            last_name=account.last_name,
            email=f"{account.name}@example.org",
            password=password,
            is_staff=account.is_superuser,
            is_superuser=account.is_superuser,
        )
        group, _ = Group.objects.get_or_create(name=account.group)
        user.groups.add(group)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = account.language
        profile.save()
        users[account.name] = user
    return users


def translator_into(tag: str, users: dict[str, User]) -> User:
    """Returns who translates into a language: the communicator where the demo has no translator for it."""
    return users[TRANSLATORS.get(tag, COMMUNICATOR).name]
