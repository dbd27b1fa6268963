import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from cms.users.roles import COMMUNICATORS
from home.models import HomePage


@pytest.mark.django_db
def test_an_emptied_database_is_set_up_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert HomePage.objects.count() == 4
    assert Group.objects.get(name=COMMUNICATORS).permissions.filter(codename="submit_translation").exists()
