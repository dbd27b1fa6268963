"""Pages are given to somebody at the desk, with a day; the desk, a mail and the weekly mail tell it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.translation.desk import assignment, states
from cms.translation.desk.languages import languages_for, people_for
from cms.translation.digest import letters as digest
from cms.translation.giving import letters
from cms.translation.models import Assignment
from cms.users.models import User
from tests import factories as make
from tests.admin import is_refused, signed_in, text_of

pytestmark = pytest.mark.django_db
GIVE, DESK = "/admin/translations/sv/give/", "/admin/translations/sv/"


@pytest.fixture
def anna() -> User:
    user = make.user("anna", "Translators: sv", first_name="Anna", last_name="Ek")
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def coordinator() -> Client:
    return signed_in("Communicators")


def _day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def _give(client: Client, *pages: Page, person: User | None = None, due: date | str = "") -> Any:
    data = {"page": [page.pk for page in pages], "person": person.pk if person else "", "due": str(due)}
    return client.post(GIVE, data, follow=True)


def _told(page: Page, tag: str = "sv") -> tuple[Any, Any]:
    locale = make.locale(tag)
    row = assignment.told(states.in_language(locale), locale).get(pk=page.pk)
    return row.given_to, row.due


def _listed(client: Client, given: str) -> list[str]:
    context = client.get(DESK, {"given": given, "state": "missing"}).context
    return sorted(page.title for page in context["object_list"])


def test_chosen_pages_are_given_with_a_day(coordinator: Client, anna: User) -> None:
    eka, toka, muu = make.article("Eka"), make.article("Toka"), make.article("Muu")

    shown = text_of(coordinator.get(GIVE, {"page": [eka.pk, toka.pk]}))
    assert "Eka" in shown
    assert "Toka" in shown
    assert "Muu" not in shown
    answer = _give(coordinator, eka, toka, person=anna, due=_day(7))

    assert "2 pages are given to Anna Ek." in text_of(answer)
    assert [_told(page) for page in (eka, toka, muu)] == [("Anna Ek", _day(7))] * 2 + [(None, None)]
    assert _told(eka, "ru") == (None, None)


def test_the_list_narrows_to_whose_they_are(coordinator: Client, anna: User) -> None:
    hers, late, free = make.article("Hers"), make.article("Late"), make.article("Free")
    _give(coordinator, hers, late, person=anna)
    Assignment.objects.filter(object_id=late.translation_key).update(due=_day(-1))
    hers_at_her_desk = Client()
    hers_at_her_desk.force_login(anna)

    everything = {page.title for page in states.in_language(make.locale("sv")).filter(desk_state="missing")}
    assert _listed(hers_at_her_desk, "mine") == _listed(coordinator, "others") == ["Hers", "Late"]
    assert _listed(coordinator, "mine") == []
    assert _listed(coordinator, "nobody") == sorted(everything - {"Hers", "Late"})
    assert _listed(coordinator, "late") == ["Late"]
    assert free.title in everything


def test_a_day_brings_a_page_forward_after_those_above(coordinator: Client) -> None:
    make.article("Eka")
    urgent = make.article("Kiireinen")
    _give(coordinator, urgent, due=_day(1))

    titles = [page.title for page in coordinator.get(DESK).context["object_list"]]
    assert titles.index("Kiireinen") == titles.index("Eka") - 1


def test_a_day_is_met_by_publishing_and_the_person_stays(coordinator: Client, anna: User) -> None:
    page = make.article("Uutinen")
    _give(coordinator, page, person=anna, due=_day(3))
    make.translate(page, "sv")
    assert _told(page) == ("Anna Ek", None)

    _give(coordinator, page, person=anna, due=_day(5))
    assert _told(page) == ("Anna Ek", _day(5))


def test_nobody_and_no_day_take_it_back(coordinator: Client, anna: User) -> None:
    page = make.article()
    _give(coordinator, page, person=anna, due=_day(3))
    assert "1 page is given to nobody." in text_of(_give(coordinator, page))
    assert not Assignment.objects.exists()


def test_who_may_not_translate_any_more_has_nothing(coordinator: Client, anna: User) -> None:
    page = make.article("Uutinen")
    _give(coordinator, page, person=anna, due=_day(3))
    anna.groups.clear()
    assert _told(page) == (None, _day(3))
    anna.groups.set(Group.objects.filter(name="Translators: sv"))
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert _told(page) == (None, _day(3))


def test_who_may_be_chosen_is_who_may_translate(anna: User) -> None:
    make.user("ru", "Translators: ru")
    make.user("communicator", "Communicators")
    make.user("nobody")
    make.user("gone", "Translators: sv", is_active=False)
    make.user("both", "Translators: sv", "Translators: ru", "Communicators")
    User.objects.create_superuser("root", "root@example.org", "salasana-2026")

    for tag in ("fi", "sv", "en", "ru"):
        one_by_one = {user.username for user in User.objects.all() if tag in languages_for(user)}
        assert {user.username for user in people_for(make.locale(tag))} == one_by_one
    assert {user.username for user in people_for(make.locale("sv"))} == {"anna", "both", "communicator", "root"}


def test_a_wrong_form_keeps_what_was_typed_and_gives_nothing(coordinator: Client, anna: User) -> None:
    page = make.article("Uutinen")
    russian = make.user("ru", "Translators: ru")

    over = text_of(_give(coordinator, page, person=anna, due=_day(-1)))
    assert "This day is over: choose a later one." in over
    assert "Uutinen" in over
    for wrong in ({"due": "huomenna"}, {"person": russian}):
        assert _give(coordinator, page, **wrong).status_code == 200
    assert "Choose pages first" in text_of(_give(coordinator, person=anna))
    assert "Choose pages first" in text_of(coordinator.get(GIVE, {"page": ["x", "99999999999"]}, follow=True))
    assert not Assignment.objects.exists()


def test_another_language_is_refused() -> None:
    page = make.article()
    client = signed_in("Translators: ru")
    assert is_refused(client.get(GIVE, {"page": page.pk}))
    assert is_refused(client.post(GIVE, {"page": page.pk, "due": str(_day(1))}))
    assert not Assignment.objects.exists()


def test_a_mail_tells_what_was_given_and_only_what_is_new(coordinator: Client, anna: User) -> None:
    eka, toka = make.article("Eka"), make.article("Toka")
    _give(coordinator, eka, person=anna)
    _give(coordinator, eka, toka, person=anna, due=date(2099, 3, 5))
    _give(coordinator, toka, person=anna, due=date(2099, 3, 5))

    jobs = [job.args for job in ProcrastinateJob.objects.filter(task_name=letters.TASK).order_by("id")]
    assert [job["pages"] for job in jobs] == [[str(eka.translation_key)], [str(toka.translation_key)]]
    letters.send(**jobs[1])
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["anna@example.org"], "1 page was given to you to translate")
    assert "- Toka · by 03/05/2099" in sent.body
    assert "Eka" not in sent.body
    assert "/admin/translations/sv/?given=mine" in sent.body


def test_what_is_not_hers_any_more_is_not_told(coordinator: Client, anna: User) -> None:
    page = make.article()
    _give(coordinator, page, person=anna)
    _give(coordinator, page)
    letters.send(anna.pk, make.locale("sv").pk, [str(page.translation_key)], "Matti")
    assert mail.outbox == []


def test_the_weekly_mail_names_hers_first_and_leaves_out_others(coordinator: Client, anna: User) -> None:
    other = make.user("eero", "Translators: sv")
    hers, others = make.article("Hers"), make.article("Others")
    _give(coordinator, hers, person=anna, due=date(2099, 3, 5))
    _give(coordinator, others, person=other)

    digest.send(anna.pk)
    (sent,) = mail.outbox
    assert "Others" not in sent.body
    lines = [line for line in sent.body.splitlines() if line.startswith("- ")]
    assert lines[0] == "- Hers"
    assert "Missing · given to you · by 03/05/2099" in sent.body
