"""A translator asks at a text, those who wrote the page answer, and both are told by mail."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from cms.translation.models import Question, QuestionMessage
from cms.translation.questions import asking, mails
from cms.users.models import User
from news.models import NewsArticlePage
from tests import factories
from tests.admin import is_refused, signed_in, text_of
from tests.translation.screen.screen import segment, translation_of

pytestmark = pytest.mark.django_db
LIST = "/admin/translations/questions/"


@pytest.fixture
def author() -> Client:
    return signed_in("Communicators", name="author")


@pytest.fixture
def swedish() -> Client:
    return signed_in("Translators: sv", name="anna")


@pytest.fixture
def article(author: Client) -> NewsArticlePage:
    article = factories.article("Uutinen", ingress="Ingressi.")
    article.save_revision(user=User.objects.get(username="author")).publish()
    factories.translate(article, "sv", strings=0, live=False)
    return NewsArticlePage.objects.get(pk=article.pk)


def _ask(client: Client, article: Any, original: str, text: str) -> Any:
    address = f"/admin/translations/texts/{translation_of(article).pk}/{segment(article, original).pk}/ask/"
    return client.post(address, {"text": text})


def _threads(client: Client, article: Any, tag: str = "sv") -> Any:
    return client.get(f"/admin/translations/texts/{translation_of(article, tag).pk}/questions/").json()


def _said(client: Client, article: Any, original: str, tag: str = "sv") -> list[list[tuple[str, str]]]:
    found = _threads(client, article, tag)["texts"].get(str(segment(article, original).pk), [])
    return [[(said["by"], said["text"]) for said in thread["messages"]] for thread in found]


def _mailed() -> list[tuple[str, str]]:
    """Runs the jobs that wait, and returns to whom which mails went."""
    mail.outbox.clear()
    for job in ProcrastinateJob.objects.filter(task_name=mails.TASK).order_by("id"):
        mails.send(**job.args)
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    return [(sent.to[0], str(sent.subject)) for sent in mail.outbox]


def test_a_question_is_answered_and_both_are_told(swedish: Client, author: Client, article: NewsArticlePage) -> None:
    profiles = [
        UserProfile.objects.create(user=User.objects.get(username=name), preferred_language=tag)
        for name, tag in (("author", "fi"), ("anna", "en"))
    ]

    assert _ask(swedish, article, "Ingressi.", " Mikä <tämä> on? ").status_code == 200
    assert _mailed() == [("author@example.org", "Kääntäjä kysyy sivusta ”Uutinen”")]
    question = Question.objects.get()
    for words in ("anna tästä tekstistä (käännöksen kieli: ruotsi):", "Ingressi.", "Mikä <tämä> on?"):
        assert words in mail.outbox[0].body
    assert f"{LIST}?page={article.pk}#question-{question.pk}" in mail.outbox[0].body
    profiles[0].delete()
    content = text_of(author.get(f"{LIST}?page={article.pk}"))
    assert "Mikä &lt;tämä&gt; on?" in content

    author.post(f"{LIST}{question.pk}/", {"text": "Johdanto.", "resolve": "1", "next": f"{LIST}?page={article.pk}"})

    assert _mailed() == [("anna@example.org", "An answer about “Uutinen”")]
    target = NewsArticlePage.objects.get(translation_key=article.translation_key, locale=factories.locale("sv"))
    assert f"/admin/pages/{target.pk}/edit/#question-{question.pk}" in mail.outbox[0].body
    assert _said(swedish, article, "Ingressi.") == [[("anna", "Mikä <tämä> on?"), ("author", "Johdanto.")]]
    assert "Nobody waits for an answer." in text_of(author.get(LIST))
    assert "Johdanto." in text_of(author.get(f"{LIST}?state=all"))


def test_a_question_is_closed_and_opened_again_by_both(
    swedish: Client, author: Client, article: NewsArticlePage
) -> None:
    _ask(swedish, article, "Ingressi.", "Mikä?")
    question = Question.objects.get()
    address = f"{LIST}{question.pk}/"
    from_screen = f"{address}?translation={translation_of(article).pk}"

    [thread] = swedish.post(from_screen, {"resolve": "1"}).json()["texts"].values()
    assert thread[0]["isResolved"] is True
    author.post(address, {"reopen": "1"})
    assert asking.open_count(User.objects.get(username="author")) == 1
    [thread] = swedish.post(from_screen, {"text": "Vielä?"}).json()["texts"].values()
    assert [said["text"] for said in thread[0]["messages"]] == ["Mikä?", "Vielä?"]


def test_a_question_outlives_what_it_is_about(swedish: Client, article: NewsArticlePage) -> None:
    _ask(swedish, article, "Ingressi.", "Mikä?")
    page = NewsArticlePage.objects.get(pk=article.pk)
    page.ingress = "Ingressi tänään."
    factories.publish(page)

    [[thread]] = _threads(swedish, article)["texts"].values()
    assert (thread["source"], thread["language"]) == ("Ingressi.", "Swedish")
    assert _said(swedish, article, "Ingressi tänään.") == [[("anna", "Mikä?")]]

    Question.objects.update(place="body.00000000-0000-4000-8000-000000000001", source="Aivan toista ennen.")
    told = _threads(swedish, article)
    assert told["texts"] == {}
    assert [thread["source"] for thread in told["lost"]] == ["Aivan toista ennen."]
    client = signed_in("Communicators", name="other")
    assert "Aivan toista ennen." in text_of(client.get(LIST))


def test_who_translates_into_another_language_sees_what_was_asked(swedish: Client, article: NewsArticlePage) -> None:
    factories.translate(article, "ru", strings=0, live=False)
    _ask(swedish, article, "Ingressi.", "Mikä?")
    russian = signed_in("Translators: ru", name="boris")

    assert _said(russian, article, "Ingressi.", "ru") == [[("anna", "Mikä?")]]


def test_without_a_last_editor_the_owner_is_told_and_without_an_owner_who_coordinates(
    swedish: Client, author: Client, article: NewsArticlePage
) -> None:
    owner = factories.user("owner", "Communicators")
    factories.user("admin", "Administrators")
    factories.user("silent", "Communicators", is_active=False)
    NewsArticlePage.objects.filter(pk=article.pk).update(owner=owner)
    User.objects.filter(username="author").update(email="")
    _ask(swedish, article, "Ingressi.", "Mikä?")
    assert [to for to, _subject in _mailed()] == ["owner@example.org"]

    owner.groups.clear()
    _ask(swedish, article, "Ingressi.", "Mikä muu?")
    assert [to for to, _subject in _mailed()] == ["admin@example.org"]


def test_who_may_not_edit_the_page_any_more_gets_no_mail(swedish: Client, article: NewsArticlePage) -> None:
    _ask(swedish, article, "Ingressi.", "Mikä?")
    User.objects.get(username="author").groups.clear()
    assert _mailed() == []


def test_a_mail_that_fails_loses_no_question(
    swedish: Client, article: NewsArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise OSError("no server")

    monkeypatch.setattr(mails, "send_mail", fail)
    assert _ask(swedish, article, "Ingressi.", "Mikä?").status_code == 200
    job = ProcrastinateJob.objects.get(task_name=mails.TASK)
    with pytest.raises(OSError, match="no server"):
        mails.send(**job.args)
    assert _said(swedish, article, "Ingressi.") == [[("anna", "Mikä?")]]
    monkeypatch.undo()
    assert [to for to, _subject in _mailed()] == ["author@example.org"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Write something first."), (" \x00 \n", "Write something first."),
        ("x" * 2001, "Write at most 2000 letters."),
    ],
)  # fmt: skip
def test_nothing_and_too_much_are_refused(
    swedish: Client, author: Client, article: NewsArticlePage, text: str, problem: str
) -> None:
    answer = _ask(swedish, article, "Ingressi.", text)
    assert (answer.status_code, answer.json()["problem"]) == (400, problem)
    assert not Question.objects.exists()
    _ask(swedish, article, "Ingressi.", "Mikä?")
    content = text_of(author.post(f"{LIST}{Question.objects.get().pk}/", {"text": text}, follow=True))
    assert problem in content
    assert QuestionMessage.objects.count() == 1


def test_only_who_edits_the_page_in_some_language_takes_part(swedish: Client, article: NewsArticlePage) -> None:
    _ask(swedish, article, "Ingressi.", "Salainen kysymys?")
    question = Question.objects.get()
    for page in NewsArticlePage.objects.filter(translation_key=article.translation_key):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    russian = signed_in("Translators: ru", name="boris")

    assert is_refused(russian.post(f"{LIST}{question.pk}/", {"text": "Kuka?"}))
    assert is_refused(russian.post(f"{LIST}{question.pk}/", {"resolve": "1"}))
    assert is_refused(russian.get(f"/admin/translations/texts/{translation_of(article).pk}/questions/"))
    assert is_refused(_ask(russian, article, "Ingressi.", "Kuka?"))
    assert "Salainen kysymys?" not in text_of(russian.get(f"{LIST}?state=all"))
    assert russian.get(f"{LIST}?page={article.pk}").status_code == 404
    # A translator answers for no original.
    assert "Salainen kysymys?" not in text_of(swedish.get(LIST))
    assert Client().get(LIST).status_code == 302
    assert Question.objects.get().resolved_at is None


def test_wrong_addresses_are_not_found_and_nothing_is_done_by_get(
    swedish: Client, author: Client, article: NewsArticlePage
) -> None:
    _ask(swedish, article, "Ingressi.", "Mikä?")
    question = Question.objects.get()
    assert author.get(f"{LIST}{question.pk}/").status_code == 405
    assert author.post(f"{LIST}{question.pk + 1}/", {"text": "x"}).status_code == 404
    assert author.get(f"{LIST}?page=x").status_code == 200
    answer = author.post(f"{LIST}{question.pk}/", {"text": "x", "next": "https://example.org/"})
    assert answer.headers["location"] == f"{LIST}#question-{question.pk}"


def test_the_editor_and_the_menu_tell_how_many_wait(swedish: Client, author: Client, article: NewsArticlePage) -> None:
    edit = f"/admin/pages/{article.pk}/edit/"
    assert "Translators wait for" not in text_of(author.get(edit))
    _ask(swedish, article, "Ingressi.", "Mikä?")
    _ask(swedish, article, "Uutinen", "Entä?")

    content = text_of(author.get(edit))

    assert "Translators wait for answers to 2 questions:" in content
    assert f'href="{LIST}?page={article.pk}"' in content
    assert "Questions (2)" in content
    assert "Questions (2)" not in text_of(swedish.get("/admin/"))


def test_a_locked_translation_shows_its_questions_and_takes_more(swedish: Client, article: NewsArticlePage) -> None:
    NewsArticlePage.objects.filter(locale=factories.locale("sv")).update(locked=True)

    assert _ask(swedish, article, "Ingressi.", "Mikä?").status_code == 200
    assert _said(swedish, article, "Ingressi.") == [[("anna", "Mikä?")]]


def test_many_questions_take_as_many_statements_as_few(swedish: Client, author: Client) -> None:
    def cost(count: int) -> tuple[int, int]:
        article = factories.article("Uutinen", ingress="Ingressi.")
        factories.translate(article, "sv", strings=0, live=False)
        for number in range(count):
            _ask(swedish, article, "Ingressi.", f"Kysymys {number}")
        with CaptureQueriesContext(connection) as screen:
            _threads(swedish, article)
        with CaptureQueriesContext(connection) as listed:
            author.get(LIST)
        return len(screen), len(listed)

    cost(1)
    assert cost(2) == cost(20)
