"""The mixin of every page type: a page holds one language's text, and facts that all languages share."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib.postgres.search import SearchVectorField
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField

from cms.core.text.alphabet import sort_key
from cms.core.visibility import ContentManager, all_pages, current_pages
from cms.editing.locks import lock_pages
from cms.search import indexing
from cms.translation import facts, text_state
from cms.translation.editing import address_length, panels, problems, severity, unfinished
from cms.translation.editing.unfinished import Unfinished
from cms.translation.models import Severity
from cms.translation.orders import NEVER, Orders
from cms.translation.texts.extraction import prose, searchable

if TYPE_CHECKING:
    from wagtail.models import Page as _Base
else:
    _Base = models.Model


class TextPageMixin(_Base):
    """The mixin of every page type. It comes before `Page` among the bases.

    `facts` names the fields, many-to-many fields and child relations that do not depend on language. Every other
    editable field is prose and is translated; a system check proves that no field is neither.
    """

    # The tag of the page's kind, such as `news-article`: it is the API's ContentType, and changes are announced under
    # it.
    content_kind: ClassVar[str]
    # The orders of a type that readers list, by the names that clients may ask for. The first is the default.
    orders: ClassVar[Orders] = {}
    # The fields with the dates and times at which what readers are told of a page changes by itself, such as the end of
    # an event.
    turns: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ("no_index",)

    no_index = models.BooleanField(
        verbose_name=_("keep out of search engines"),
        default=False,
        help_text=_("Partner sites tell search engines not to list this page."),
    )
    # Copies of Wagtail's fields in the type's own table, where an index can hold them together with its key.
    sort_title = models.CharField(max_length=200, editable=False, db_collation="C")
    sort_first_published = models.DateTimeField(default=NEVER, editable=False)
    sort_last_published = models.DateTimeField(default=NEVER, editable=False)
    search_vector = SearchVectorField(null=True, editable=False)

    objects: ClassVar[Any] = ContentManager()
    copy_form_class = address_length.TextPageCopyForm
    # What was typed into a draft and fits no field.
    unfinished: Unfinished = Unfinished()
    # How much the change that a revision holds matters to translations. Revisions keep it, the page's row does not.
    severity: str = Severity.NORMAL

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("no_index"),
            ],
            heading=_("For search engines"),
        ),
    ]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.override_translatable_fields = [SynchronizedField(name, overridable=False) for name in cls.facts]
        if issubclass(cls, Page):  # Mixins of several types are no pages and get no editor.
            cls.edit_handler = panels.page_editor(cls)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the row and, when readers see it, everything that follows from it, in one transaction."""
        update_fields = kwargs.get("update_fields")
        is_new = self._state.adding
        self.settle_title()
        if self.live and self.first_published_at is None:
            # The page is live from the start, without a revision. What is public needs a date of publication.
            self.first_published_at: datetime | None = timezone.now()
            self.last_published_at: datetime | None = self.first_published_at
        self.sort_first_published = self.first_published_at or NEVER
        self.sort_last_published = self.last_published_at or NEVER
        with transaction.atomic():
            super().save(*args, **kwargs)
            if is_new:
                text_state.record_created(self)
            if update_fields is None:
                self.index_text()
                if self.live and self.alias_of_id is None:
                    facts.settle_facts(self)
                    text_state.record_published(self)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publishes the revision after taking the page's lock and reading the revision again.

        It may have been published or scheduled since it was read before. It does not matter whether the page is
        published now or at a set time, or by whom: a draft may be wrong, but what is published may not. Raises
        PublishingRefused.
        """
        with transaction.atomic():
            lock_pages(self.pk)
            latest = Revision.objects.get(pk=revision.pk)
            problems.refuse_wrong(latest.as_object())
            super().publish(latest, *args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answers 404 from the second at which the page expires.

        Restrictions have been checked before this is called.
        """
        if not all_pages().filter(current_pages(), pk=self.pk).exists():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """Returns one template for every type, also for the preview.

        Wagtail sets one for each class, which overrides a mixin's.
        """
        return "content/page.html"

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Deletes the page together with what `inheritance` does before that, in one transaction."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """Returns what a revision holds, including what was typed and fits no field."""
        data: dict[str, Any] = super().serializable_data()
        if left := unfinished.to_content(self):
            data[unfinished.KEY] = left
        if self.severity != Severity.NORMAL:
            data[severity.KEY] = self.severity
        return data

    def with_content_json(self, content: Any) -> Any:
        """Builds the page from a revision.

        The revision of a translation has the facts of its day; they are replaced by those of its row, which follow the
        original.
        """
        page = super().with_content_json(content)
        page.unfinished = unfinished.from_content(content)
        page.severity = severity.from_content(content)
        if not text_state.is_original(self):
            facts.take_from_row(page)
            page.unfinished = page.unfinished.without(self.facts)
        return page

    def _check_slug_is_unique(self) -> None:
        """Checks the length of the slug too.

        Wagtail calls this for every page, also for a draft, before it is saved.
        """
        super()._check_slug_is_unique()
        address_length.refuse_too_long(self)

    def get_route_paths(self) -> list[str]:
        """Returns the paths from which Wagtail redirects when the address changes: none when they are too long."""
        paths: list[str] = super().get_route_paths() if address_length.can_be_redirected(self) else []
        return paths

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        parent = self.get_parent()
        slug: str = super()._get_autogenerated_slug(address_length.fitting(base_slug, parent) if parent else base_slug)
        return slug

    def _set_core_field_defaults(self) -> None:
        super()._set_core_field_defaults()
        page: Any = self
        if not page.slug and page.path:
            # The title has no letters of which a slug could be made.
            page.slug = self._get_autogenerated_slug(self._meta.model_name or "")

    def settle_title(self) -> None:
        """Sets what the title is sorted by in the page's language."""
        self.sort_title = sort_key(self.title, self.locale.language_code if self.locale_id else "")

    def searchable_text(self) -> indexing.Text:
        """Returns the text by which the page is found: the title, its plain fields, and what stands in streams."""
        return searchable(self.title, prose(self))

    def index_text(self) -> None:
        """Writes down the words of the page."""
        indexing.write([self], [self.searchable_text()])


class ListPageMixin(TextPageMixin):
    """A page that leads to a list of pages: `subpage_types` names the one type in it."""

    content_kind = "index-page"

    ingress = models.TextField(verbose_name=_("ingress"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("ingress")]
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    @classmethod
    def lists(cls) -> Any:
        """Returns the model of the pages in the list."""
        (label,) = cls.subpage_types
        return apps.get_model(label)
