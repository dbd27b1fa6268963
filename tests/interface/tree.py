"""Content of every kind that says nothing in any language: its words are numbers."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, Page, PageViewRestriction, Workflow, WorkflowPage, WorkflowTask
from wagtail.users.models import UserProfile

from cms.users.models import User
from cms.users.roles import ADMINISTRATORS, COMMUNICATORS, translators
from home.models import Footer, Menu
from news.models import NewsIndexPage
from organisations.models import AdvocacyIndexPage, Membership, OrganisationIndexPage, ProjectIndexPage
from tests import factories
from tests.interface.words import LANGUAGES

PARAGRAPH = "<p>100</p>"


def _body(image: Any, document: Any, contact: Any, figure: Any, page: Page) -> list[dict[str, Any]]:
    table = {"data": [["1", "2"], ["3", "4"]], "table_caption": "101", "first_row_is_table_header": True}
    item = {"title": "102", "body": factories.stream(("paragraph", PARAGRAPH))}
    return factories.stream(
        ("heading", {"text": "103", "level": "2"}),
        ("paragraph", PARAGRAPH),
        ("quote", {"text": "104", "speaker": "105", "role": "106"}),
        ("key_figure", figure.pk),
        ("image", {"image": image.pk, "caption": "107", "decorative": False}),
        ("document", document.pk),
        (
            "contact",
            {"contacts": [{"type": "item", "value": contact.pk, "id": "00000000-0000-4000-8000-000000000099"}]},
        ),
        ("table", table),
        ("call_to_action", {"title": "108", "text": "", "link_text": "109", "page": page.pk, "url": ""}),
        ("accordion", {"items": [{"type": "item", "value": item, "id": "00000000-0000-4000-8000-000000000098"}]}),
    )


def plant() -> None:
    """Homes in every language, and one of everything that has screens of its own."""
    names = dict.fromkeys(LANGUAGES, "110")
    for tag in LANGUAGES:
        home = factories.home(tag)
        home.title = home.draft_title = "111"
        factories.publish(home)
    for model in (NewsIndexPage, OrganisationIndexPage, ProjectIndexPage, AdvocacyIndexPage):
        factories.home().add_child(instance=model(title="136", locale=factories.locale("fi")))
    theme = factories.theme("112", names=names)
    group = factories.target_group("113", names=names)
    image = factories.image("114", alt=names)
    document = factories.document("115")
    figure = factories.key_figure(value="116", label=names, source="117")
    programme = factories.programme(names=names)
    plain: dict[str, Any] = {"summary": "118"}
    organisation = factories.organisation("119", **plain, themes=[theme], target_groups=[group])
    other = factories.organisation("120", **plain)
    contact = factories.contact(title=names, organisation=organisation)
    body = _body(image, document, contact, figure, organisation)
    factories.project("121", **plain, programme=programme, body=body)
    factories.position("122", **plain)
    article = factories.article("123", ingress="124", body=body, themes=[theme])
    for tag in ("sv", "en", "ru"):
        translation = factories.translate(article, tag, strings=1)
        assert translation.live
    factories.article("125", ingress="126", live=False)
    factories.alias(factories.content_page("127", ingress="128"), "ru")
    private = factories.content_page("129", ingress="130", body=body)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    _records(organisation, other, article, names)
    _workflow(factories.content_page("131", ingress="132", live=False))


def _records(organisation: Any, other: Any, article: Any, names: dict[str, str]) -> None:
    factories.representation(organisation, body=factories.body(name=names, host_name=names))
    Membership.objects.create(member=organisation, member_of=other, until=date(2020, 1, 1))
    Menu.objects.create(handle="133", locale=factories.locale("fi"))
    Footer.objects.create(locale=factories.locale("fi"))
    Redirect.objects.create(old_path="/134", redirect_page=article)
    factories.collection("135")


def _workflow(page: Page) -> None:
    workflow = Workflow.objects.create(name="137")
    task = GroupApprovalTask.objects.create(name="138")
    task.groups.set(Group.objects.filter(name=ADMINISTRATORS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    user = factories.user("139", COMMUNICATORS)
    workflow.start(page, user)
    article = factories.article("140", ingress="141")
    article.locked, article.locked_by, article.locked_at = True, user, timezone.now()
    article.save()
    article.go_live_at = timezone.now() + timedelta(days=1)


def person(role: str, language: str) -> User:
    """Who reads the admin in the language."""
    groups = {"administrator": ADMINISTRATORS, "communicator": COMMUNICATORS, "translator": translators(language)}
    number = f"9{list(groups).index(role)}{LANGUAGES.index(language)}"
    user = User.objects.filter(username=number).first()
    user = user or factories.user(number, groups[role], is_superuser=role == "administrator")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user
