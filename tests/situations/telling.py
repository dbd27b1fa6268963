"""What a communicator enters in the admin, what a translator makes of it on the desk, and what readers are answered."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringSegment, Translation

from tests import factories as make
from tests.admin import signed_in, text_of
from tests.conftest import Graphql
from tests.page_editor import changed, save, shown


class Prose(str):
    """Words that are translated. Their Swedish is the Finnish behind “sv: ”; whatever else is said is a fact."""

    __slots__ = ()

    @property
    def swedish(self) -> str:
        return f"sv: {self}"


def names(field: str, words: Prose) -> dict[str, str]:
    """What is written in a record's field that has one text for each language."""
    return {f"{field}_fi": str(words), f"{field}_sv": words.swedish}


def rows(*each: dict[str, Any]) -> dict[str, Any]:
    return inline_formset([{**row, "ORDER": number} for number, row in enumerate(each, 1)])


def chosen(name: str, *records: Any) -> dict[str, Any]:
    return rows(*({name: record.pk} for record in records))


def blocks(*each: tuple[str, Any]) -> dict[str, Any]:
    return streamfield(list(each))


def items(*each: Any) -> dict[str, Any]:
    """A list inside a block."""
    return blocks(*(("item", value) for value in each))


def expected(answer: Any, tag: str) -> Any:
    """The answer in a language: its facts as they are, its prose in that language."""
    if isinstance(answer, dict):
        return {name: expected(value, tag) for name, value in answer.items()}
    if isinstance(answer, list):
        return [expected(value, tag) for value in answer]
    if isinstance(answer, Prose):
        return answer.swedish if tag == "sv" else str(answer)
    return answer


class Office:
    """A communicator, a translator into Swedish and a partner site, each with the rights they have."""

    def __init__(self, graphql: Graphql) -> None:
        self._communicator = signed_in("Communicators", name="viestija")
        self._translator = signed_in("Translators: sv", name="kaantaja")
        self._graphql = graphql

    def enter(self, model: Any, title: str, **data: Any) -> Any:
        """Publishes a page with the editor's own form."""
        lists = [of for of in model.allowed_parent_page_models() if of.__name__.endswith("IndexPage")]
        parent = make.index(lists[0], "fi")
        address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
        form = changed(shown(self._communicator, address), _flat({"title": title, "slug": slugify(title), **data}))
        _insist(save(self._communicator, address, form, publish=True))
        page = model.objects.get(title=title)
        assert page.live
        return page

    def record(self, model: Any, **data: Any) -> Any:
        """Saves something that is no page."""
        address = reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:add")
        _insist(self._communicator.post(address, _flat(data)))
        return model.objects.latest("pk")

    def translate(self, *pages: Any) -> None:
        """Each text, on the translator's screen, and then the page."""
        for page in pages:
            make.index(type(Page.objects.get(pk=page.pk).get_parent().specific), "sv")
            self._translator.post(f"/admin/translations/sv/{page.pk}/start/")
            there = Translation.objects.get(source__object_id=page.translation_key, target_locale=make.locale("sv"))
            for segment in StringSegment.objects.filter(source=there.source).select_related("string", "context"):
                _write(self._translator, there, segment)
            address = reverse("wagtailadmin_pages:edit", args=[there.get_target_instance().pk])
            said = self._translator.post(address, {"action": "publish"}, follow=True)
            assert "is published in Swedish" in text_of(said), text_of(said)

    def reads(self, field: str, page: Any, fields: str, tag: str) -> Any:
        """What a partner site is answered that asks for one page in one language; it is in that language."""
        query = f"""query ($by: ContentBy!, $locales: [LanguageTag!]) {{
          {field}(by: $by, locales: $locales) {{ language {{ served isFallback isStale }} {fields} }} }}"""
        answer = self._graphql(query, by={"translationKey": str(page.translation_key)}, locales=[tag])[field]
        assert answer.pop("language") == {"served": tag, "isFallback": False, "isStale": False}
        return answer

    def tells(self, field: str, page: Any, fields: str, answer: dict[str, Any]) -> None:
        """Insists that readers of both languages are answered this."""
        for tag in ("fi", "sv"):
            assert self.reads(field, page, fields, tag) == expected(answer, tag)


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    """As a form posts it; several values of one field stay a list."""
    several = {name: value for name, value in data.items() if isinstance(value, list)}
    single = {name: value for name, value in data.items() if name not in several}
    return {**nested_form_data(single), **several}


def _insist(response: Any) -> None:
    """That the form was taken."""
    if response.status_code != 302:
        fields = BeautifulSoup(response.content, "html.parser").select("[data-field]:has(.error-message)")
        raise AssertionError({field.get("data-contentpath"): field.get_text(" ", strip=True) for field in fields})


def _write(client: Client, there: Translation, segment: StringSegment) -> None:
    original = segment.string.data
    words = f"{original}-sv" if segment.context.path == "slug" else f"sv: {original}"
    response = client.post(f"/admin/translations/texts/{there.pk}/{segment.pk}/", {"words": words, "rich": "1"})
    assert (response.status_code, response.json()["problem"]) == (200, ""), (original, response.content)
