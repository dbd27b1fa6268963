"""Decides what a deleted page leaves to the other languages of its group.

That is the role of the original, what points at the page, and what was hidden with it.

A reference names one language's row and means the group: a funder is an organisation, not its Finnish text. The rows
that point at a page, and the revisions that would bring them back, are made to point at the heir before the page is
deleted.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, ReferenceIndex, Revision

from cms.core.visibility import BORROWING, all_pages
from cms.translation.models import PublishedTexts, TextState, TextStatus
from cms.translation.pages import TextPageMixin
from cms.translation.text_state import source_locale_id
from cms.translation.texts.row_texts import parental_keys


def _heir_of(page: Any, source_locale: int) -> TextState | None:
    """Returns the state of the page that inherits; None when no other page is in the group.

    It is the original, else the oldest page with a text of its own, else the oldest alias, which then is an alias no
    longer.
    """
    group = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page=page)
    return (
        group.annotate(
            is_other=models.Case(models.When(page__locale_id=source_locale, then=0), default=1),
            is_alias=models.Case(models.When(page__alias_of__isnull=True, then=0), default=1),
        )
        .order_by("is_other", "is_alias", "page_id")
        .select_related("page")
        .first()
    )


def _references(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Returns the foreign keys to rows of the model, except those of its own children and many-to-many choices."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.model is model
        and isinstance(relation.field, models.ForeignKey)
        and not isinstance(relation.field, ParentalKey | models.OneToOneField)
        and not relation.related_model._meta.auto_created
    ]


def _lead_rows(field: models.ForeignKey[Any, Any], old: int, new: int) -> None:
    model: Any = field.model
    parent = next(parental_keys(model), None)
    rows = list(model._base_manager.filter(**{field.name: old}))
    model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**{field.name: new})
    for row in rows:
        # The admin's lists of usage read the reference index, which is kept up to date by saves and not by updates.
        owner = model._base_manager.get(pk=row.pk) if parent is None else getattr(row, parent.name)
        if ReferenceIndex.model_is_indexable(type(owner)):
            ReferenceIndex.create_or_update_for_object(owner)


def _lead_revisions(field: models.ForeignKey[Any, Any], old: int, new: int) -> None:
    """Makes revisions name the new row in place of the old.

    A revision that names a row which is gone would publish a page without it.
    """
    model: Any = field.model
    parent = next(parental_keys(model), None)
    owner: Any = parent.related_model if parent else model
    within = parent.remote_field.get_accessor_name() if parent else None
    sought: dict[str, Any] = {within: [{field.name: old}]} if within else {field.name: old}
    content_type = ContentType.objects.get_for_model(owner)
    for revision in Revision.objects.filter(content_type=content_type, content__contains=sought):
        for row in revision.content[within] if within else [revision.content]:
            if row.get(field.name) == old:
                row[field.name] = new
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _keep_facts_in_revisions(page: Any) -> None:
    """Writes the page's facts of now into its revisions.

    A revision that was written as a translation has the facts of its day, and from now on the facts of a revision are
    published.
    """
    content = page.serializable_data()
    facts = {name: content[name] for name in type(page).facts if name in content}
    for revision in page.revisions.all():
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **facts})


def keep_hidden(page: Any) -> None:
    """Keeps hidden what a page that is not public has hidden, before it is deleted.

    Pages that show its words are unpublished, and its restrictions are copied to its aliases for what stands below
    them.
    """
    if all_pages().public().filter(pk=page.pk).exists():
        return
    copies = models.Q(translation_key=page.translation_key, text_state__status__in=BORROWING)
    copies &= models.Q(text_state__source_locale=page.locale_id)
    borrowing = Page.objects.filter(models.Q(alias_of=page) | copies)
    for other in borrowing.filter(live=True).exclude(pk=page.pk):
        other.specific.unpublish()
    for restriction in page.view_restrictions.all():
        for alias in page.aliases.all():
            kept = PageViewRestriction.objects.create(
                page=alias, restriction_type=restriction.restriction_type, password=restriction.password
            )
            kept.groups.set(restriction.groups.all())


def hand_over(page: Any) -> None:
    """Passes a page's references and its role as original on to its heir.

    It is called before a page of any language is deleted.
    """
    source_locale = source_locale_id(page)
    heir = _heir_of(page, source_locale)
    if heir is None:
        return
    for field in _references(type(page)):
        _lead_rows(field, page.pk, heir.page_id)
        _lead_revisions(field, page.pk, heir.page_id)
    if source_locale != page.locale_id:
        return
    others = TextState.objects.filter(page__translation_key=page.translation_key).exclude(page=page)
    others.update(
        source_locale=Locale.objects.get(pk=heir.page.locale_id), is_stale=False, based_on_digest=heir.prose_digest
    )
    TextState.objects.filter(pk=heir.pk).update(status=TextStatus.ORIGINAL)
    # They say what was translated from a page that is gone.
    PublishedTexts.objects.filter(page__translation_key=page.translation_key).delete()
    _keep_facts_in_revisions(heir.page.specific)


@receiver(post_save, sender=PageLogEntry)
def hand_over_when_deleting(instance: PageLogEntry, created: bool, raw: bool, **kwargs: Any) -> None:
    """Runs before every deletion of a page, because Wagtail logs the page and all below it before it deletes them.

    This is the one place that every way of deleting passes, whoever asks for it. A page's own `delete()` is not called
    when a view deletes, a section takes its pages along, or rows are plain pages; when Django sends its signal for each
    row, it has already collected what is deleted with it.
    """
    if raw or not created or instance.action != "wagtail.delete":
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    specific = page.specific if page else None
    if isinstance(specific, TextPageMixin):
        with transaction.atomic():
            keep_hidden(specific)
            hand_over(specific)
