"""The mixin of every page type: one language's text, with facts shared by all."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models, transaction
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Revision
from wagtail_localize.fields import SynchronizedField

from cms.core.languages import language
from cms.core.text.alphabet import sort_key
from cms.core.visibility import ContentManager, all_pages, current_pages
from cms.editing.locks import lock_pages
from cms.translation import facts, text_state
from cms.translation.editing import address_length, panels, problems, unfinished
from cms.translation.editing.unfinished import Unfinished
from cms.translation.orders import NEVER, Orders

if TYPE_CHECKING:
    from wagtail.models import Page as _Base
else:
    _Base = models.Model


class TextPageMixin(_Base):
    """Comes before `Page` among the bases.

    `facts` names the fields, many-to-many fields and child relations that do not depend on language. Every other
    editable field is prose and is translated; a system check proves that none is neither.
    """

    # The tag of its kind, such as `news-article`: the API's ContentType, and what a change of it is told under.
    content_kind: ClassVar[str]
    # Of a type that readers list: the names that clients may ask for. The first is the usual one.
    orders: ClassVar[Orders] = {}
    # Dates and times at which what readers are told of a page turns by itself, such as the end of an event.
    turns: ClassVar[tuple[str, ...]] = ()
    facts: ClassVar[tuple[str, ...]] = ("no_index",)

    no_index = models.BooleanField(
        verbose_name=_("keep out of search engines"),
        default=False,
        help_text=_("Partner sites tell search engines not to list this page."),
    )
    # Copies in the type's own table, where an index can hold them beside its key.
    sort_title = models.CharField(max_length=200, editable=False, db_collation="C")
    sort_first_published = models.DateTimeField(default=NEVER, editable=False)
    sort_last_published = models.DateTimeField(default=NEVER, editable=False)
    search_vector = SearchVectorField(null=True, editable=False)

    objects: ClassVar[Any] = ContentManager()
    copy_form_class = address_length.TextPageCopyForm
    # Of a draft: what was typed and fits no field.
    unfinished: Unfinished = Unfinished()

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
        if issubclass(cls, Page):  # And no mixin of several types.
            cls.edit_handler = panels.page_editor(cls)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the row and, when it is what readers see, everything that follows from it; all or nothing."""
        update_fields = kwargs.get("update_fields")
        is_new = self._state.adding
        self.sort_title = sort_key(self.title, self.locale.language_code if self.locale_id else "")
        if self.live and self.first_published_at is None:
            # Live from the start, without a revision: what is public has a date of publication.
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
        """When it is its turn, and read anew: what was read before may have been published or scheduled since.

        Now or at a set time, by whomever: a draft may be wrong, what is to be published may not.
        """
        with transaction.atomic():
            lock_pages(self.pk)
            latest = Revision.objects.get(pk=revision.pk)
            problems.refuse_wrong(latest.as_object())
            super().publish(latest, *args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Not found at the second it expires. Who may pass a restriction has been asked before."""
        if not all_pages().filter(current_pages(), pk=self.pk).exists():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> str:
        """One template for every type, also for the preview. Wagtail names one for each class, over a mixin's."""
        return "content/page.html"

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """With what `inheritance` does before it, or not at all."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """Of a revision. What was typed and fits no field is in it as well."""
        data: dict[str, Any] = super().serializable_data()
        left = unfinished.to_content(self)
        return {**data, unfinished.KEY: left} if left else data

    def with_content_json(self, content: Any) -> Any:
        """A revision of a translation has the facts of its day: those of its row, which follow the original, count."""
        page = super().with_content_json(content)
        page.unfinished = unfinished.from_content(content)
        if not text_state.is_original(self):
            facts.take_from_row(page)
            page.unfinished = page.unfinished.without(self.facts)
        return page

    def _check_slug_is_unique(self) -> None:
        """Wagtail asks this of every page, a draft too, before it is saved."""
        super()._check_slug_is_unique()
        address_length.refuse_too_long(self)

    def get_route_paths(self) -> list[str]:
        """From each, Wagtail redirects when the address changes."""
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
            # Its title has no letters.
            page.slug = self._get_autogenerated_slug(self._meta.model_name or "")

    def texts(self) -> list[str]:
        """Every string of its prose, the title first."""
        return [self.title, *(strip_tags(text) for path, text in text_state.prose(self) if path != "title")]

    def index_text(self) -> None:
        """The full-text column, stemmed by the page's own language."""
        title, *rest = self.texts()
        config = language(self.locale.language_code).search_config
        vector = SearchVector(Value(title), weight="A", config=config) + SearchVector(
            Value(" ".join(rest)), weight="C", config=config
        )
        type(self)._default_manager.filter(pk=self.pk).update(search_vector=vector)


class ListPageMixin(TextPageMixin):
    """A page that leads to a list: `subpage_types` names the one type in it."""

    content_kind = "index-page"

    ingress = models.TextField(verbose_name=_("ingress"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("ingress")]
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1

    class Meta:
        abstract = True

    @classmethod
    def lists(cls) -> Any:
        """The model of what is in the list."""
        (label,) = cls.subpage_types
        return apps.get_model(label)
