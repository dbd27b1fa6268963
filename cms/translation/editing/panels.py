"""The tabs of every page's editor: prose, facts, places, search engines, publishing.

Facts are edited on the original only.
"""

from typing import Any

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel, TabbedInterface

from cms.core.visibility import was_never_published
from cms.translation import text_state
from cms.translation.editing import problems
from cms.translation.editing.forms import TextPageForm
from cms.translation.editing.severity import SeverityPanel
from cms.translation.models import Question, ReadyDraft
from cms.translation.texts import extraction


class FactsTab(ObjectList):
    """A tab of facts. It is hidden on a translation, whose facts are those of the original."""

    class BoundPanel(ObjectList.BoundPanel):
        def is_shown(self) -> bool:
            return text_state.is_original(self.instance) and super().is_shown()


class OriginalNotice(Panel):
    """Tells the editor of a translation where its facts are edited."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/help_panel.html"

        @property
        def content(self) -> SafeString:
            original = text_state.original_of(self.instance)
            link = reverse("wagtailadmin_pages:edit", args=[original.pk]) if original else ""
            return format_html(
                '{} <a href="{}">{}</a>',
                _(
                    "Dates, places, contacts and other facts are shared by every language. "
                    "They are changed on the original:"
                ),
                link,
                original.title if original else "",
            )

        def is_shown(self) -> bool:
            return not text_state.is_original(self.instance) and text_state.original_of(self.instance) is not None


class DraftNotice(Panel):
    """Tells the editor of a draft that was given to translators which one they have."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/help_panel.html"

        @property
        def given(self) -> ReadyDraft | None:
            page = self.instance
            is_unseen = page.pk is not None and was_never_published(page)
            return ReadyDraft.objects.filter(page=page.pk).first() if is_unseen else None

        @property
        def content(self) -> str:
            given = self.given
            if given is None:
                return ""
            at = formats.date_format(timezone.localtime(given.given_at), "SHORT_DATETIME_FORMAT")
            told = gettext("Translators work from this draft as it was saved on %(at)s.") % {"at": at}
            if extraction.digest(extraction.prose(self.instance)) == given.prose_digest:
                return told
            changed = gettext("Its words have changed since: give it to the translators once more.")
            return f"{told} {changed}"

        def is_shown(self) -> bool:
            return self.given is not None


class QuestionsNotice(Panel):
    """Tells the editor of an original that translators wait for an answer."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/help_panel.html"

        @cached_property
        def count(self) -> int:
            if self.instance.pk is None or not text_state.is_original(self.instance):
                return 0
            return Question.objects.filter(object_id=self.instance.translation_key, resolved_at=None).count()

        @property
        def content(self) -> SafeString:
            told = ngettext(
                "Translators wait for an answer to %(count)d question:",
                "Translators wait for answers to %(count)d questions:",
                self.count,
            ) % {"count": self.count}
            address = f"{reverse('translation_desk:questions')}?page={self.instance.pk}"
            return format_html('{} <a href="{}">{}</a>', told, address, _("Questions of translators"))

        def is_shown(self) -> bool:
            return self.count > 0


class LanguageNotice(Panel):
    """Tells the editor of a new page which language it is written in."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/help_panel.html"

        @property
        def content(self) -> SafeString:
            return format_html(gettext("You are writing in this language: <strong>{}</strong>."), self.instance.locale)

        def is_shown(self) -> bool:
            return self.instance.pk is None


class PageEditor(TabbedInterface):
    """The tabs of the editor, below a list of what is wrong when the form was refused."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "translation/editing/page_editor.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            is_refused = self.form.is_bound and not self.form.is_valid()
            return {**context, "problems": problems.of_form(self.form) if is_refused else []}


def page_editor(model: Any) -> TabbedInterface:
    """Makes the tabs of a page type from its `content_panels`, `fact_panels`, `place_panels` and `promote_panels`."""
    tabs: list[Panel] = [
        ObjectList(
            [
                LanguageNotice(),
                OriginalNotice(),
                DraftNotice(),
                QuestionsNotice(),
                *model.content_panels,
                SeverityPanel(),
            ],
            heading=_("Text"),
        )
    ]
    for name, heading in (("fact_panels", _("Facts")), ("place_panels", _("Places and contacts"))):
        if panels := getattr(model, name, None):
            tabs.append(FactsTab(panels, heading=heading))
    tabs.append(ObjectList(model.promote_panels, heading=_("Search engines")))
    tabs.append(ObjectList(model.settings_panels, heading=_("Publishing")))
    return PageEditor(tabs, base_form_class=TextPageForm)
