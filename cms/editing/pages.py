"""Replaces Wagtail's views of pages by ones that each wait for their turn (docs/decisions/0009)."""

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name, set_query_params
from wagtail.admin.views import page_privacy
from wagtail.admin.views.pages import (
    convert_alias,
    copy,
    create,
    delete,
    edit,
    lock,
    move,
    ordering,
    revisions,
    unpublish,
    workflow,
)
from wagtail.admin.viewsets import pages as viewsets
from wagtail.models import Page

from cms.core.visibility import view_restrictions_of
from cms.editing.locks import lock_pages, lock_tree
from cms.editing.models import OpenEditor

KEY = re.compile(r"[0-9a-f]{32}")
NUMBER = re.compile(r"[0-9]{1,9}")
PAGE_ARGUMENTS = ("page_id", "page_to_move_id")


class _TakesTurns:
    """A mixin for Wagtail's views that takes a lock before anything is read."""

    changes_tree = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if request.method == "POST":
            if self.changes_tree:
                lock_tree()
            else:
                lock_pages(*(kwargs[name] for name in PAGE_ARGUMENTS if name in kwargs))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # The class it is mixed into, a view, has it.


def _taking_turns(view: Any, *, changes_tree: bool = False) -> Any:
    return type(view.__name__, (_TakesTurns, view), {"changes_tree": changes_tree})


class _KnowsEditor:
    """A mixin for the two views that save a form. It tells which open editor has sent the form."""

    request: Any
    expects_json_response: bool

    @cached_property
    def editor(self) -> OpenEditor | None:
        key = self.request.POST.get("editor_key", "")
        return OpenEditor.objects.claim(self.request.user, key) if KEY.fullmatch(key) else None

    @cached_property
    def number(self) -> int | None:
        """The number of an autosave; None when a button sent the form."""
        given = self.request.POST.get("editor_number", "")
        return int(given) if self.expects_json_response and NUMBER.fullmatch(given) else None

    def remember(self, response: Any, page: Any) -> None:
        """Records in the open editor that the form was saved. Wagtail's response then is JSON or a redirect."""
        was_saved = isinstance(response, HttpResponseRedirect | JsonResponse) and response.status_code < 400
        if self.editor is None or not was_saved or page.pk is None:
            return
        row = Page._base_manager.only("latest_revision_id").get(pk=page.pk)
        self.editor.remember(row, number=self.number)


class CreateView(_KnowsEditor, _TakesTurns, create.CreateView):
    changes_tree = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lets one opened form make only one page: what the form sends after its first save edits that page."""
        if request.method == "POST" and self.editor is not None and self.editor.page_id is not None:
            page_id = self.editor.page_id
            view = viewsets.page_viewset_registry.get_by_page_id(page_id).get_view_by_name("edit")
            return _as_of_creation(view(request, page_id=page_id), page_id)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        self.remember(response, self.page)
        return response


def _as_of_creation(response: Any, page_id: int) -> HttpResponseBase:
    """Adds the page's editing address to the answer, for an editor that never heard that its page was made."""
    if not isinstance(response, JsonResponse) or response.status_code >= 400:
        return response
    url = reverse("wagtailadmin_pages:edit", args=[page_id])
    hydrate_url = set_query_params(url, {"_w_hydrate_create_view": "1"})
    return JsonResponse({**json.loads(response.content), "url": url, "hydrate_url": hydrate_url})


class EditView(_KnowsEditor, _TakesTurns, edit.EditView):
    conflicts = False

    @cached_property
    def wrote_the_latest(self) -> bool:
        return (
            self.editor is not None
            and self.latest_revision is not None
            and self.editor.revision_id == self.latest_revision.pk
        )

    @cached_property
    def is_out_of_date(self) -> bool:
        """Whether another person or tab has saved something newer than the version this form was made from."""
        posted = self.request.POST
        if self.wrote_the_latest or not self.latest_revision:
            return False
        if posted.get("replaced_revision_id") == str(self.latest_revision.pk):
            return False  # The editor was shown that there is a newer version and has chosen to replace it.
        if self.editor is not None and not (posted.get("overwrite_revision_id") or posted.get("loaded_revision_id")):
            return True  # The form was made from a page that had no draft yet. Wagtail lets it pass.
        return super().is_out_of_date

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.number is not None and self.editor is not None and self.editor.is_overtaken(self.number):
            return self.json_error_response(
                "invalid_revision", _("A later save of the same text has overtaken this one.")
            )
        is_out_of_date = self.is_out_of_date
        self._overwrite_only_drafts()
        if is_out_of_date and not self.expects_json_response and not self.page.alias_of_id:
            return self._ask_whether_to_replace()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        self.remember(response, self.page)
        return response

    def _overwrite_only_drafts(self) -> None:
        """Lets an autosave overwrite the draft of the autosave before it, as Wagtail does, and no other revision.

        A revision that is published or submitted to a reviewer is kept as it is. A scheduled page is locked anyway.
        """
        latest = self.latest_revision
        is_own_draft = (
            latest is not None
            and self.request.POST.get("overwrite_revision_id") == str(latest.pk)
            and latest.user_id == self.request.user.pk
            and latest.pk != self.real_page_record.live_revision_id
            and not latest.task_states.exists()
        )
        if not is_own_draft:
            self.request.POST = self.request.POST.copy()
            self.request.POST.pop("overwrite_revision_id", None)

    def _ask_whether_to_replace(self) -> HttpResponse:
        """Shows the form again, with all that was written. When it is sent once more, it replaces the newer version."""
        latest = self.latest_revision
        name = get_user_display_name(latest.user) if latest.user else _("System")
        if latest.user_id == self.request.user.pk:
            message = _("You saved a newer version in another window. Nothing was saved from here.")
        else:
            message = _("%(name)s saved a newer version of this page. Nothing was saved from here.") % {"name": name}
        hint = _("Your text is below: press the button again to replace the newer version with it.")
        messages.error(
            self.request,
            f"{message} {hint}",
            buttons=[messages.button(self.get_edit_url(), _("Look at the newer version"), new_window=True)],
        )
        self.conflicts = True
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if self.conflicts:
            # Replacing what another person has written is for a person to decide, so autosave is off.
            context["autosave_enabled"] = False
        return context


class SetPrivacyView(_TakesTurns, page_privacy.SetPrivacyView):
    """Changes the page's own restriction, and shows separately which restriction of another page hides it.

    Wagtail takes the deepest restriction that it finds for the page's own, and overlooks the own restriction of an
    alias.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._tell_own_from_others()
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._tell_own_from_others()
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def _tell_own_from_others(self) -> None:
        page = self.page
        others = view_restrictions_of(page).exclude(page=page).order_by("-page__depth", "pk")
        self.object = self.restriction = page.view_restrictions.order_by("pk").first()
        self.restriction_on_ancestor = others.first()


class RevisionsRevertView(revisions.RevisionsRevertView, EditView):
    pass


class TurnTakingPageViewSet(viewsets.PageViewSet):
    """Takes the place of Wagtail's view set, for every type of page."""

    add_view_class = CreateView
    edit_view_class = EditView
    convert_alias_view_class = _taking_turns(convert_alias.ConvertAliasView)
    copy_view_class = _taking_turns(copy.CopyView, changes_tree=True)
    delete_view_class = _taking_turns(delete.DeleteView, changes_tree=True)
    lock_view_class = _taking_turns(lock.LockView)
    move_confirm_view_class = _taking_turns(move.MoveConfirmView, changes_tree=True)
    revisions_revert_view_class = RevisionsRevertView
    revisions_unschedule_view_class = _taking_turns(revisions.RevisionsUnscheduleView)
    set_page_position_view_class = _taking_turns(ordering.SetPagePositionView, changes_tree=True)
    set_privacy_view_class = SetPrivacyView
    unlock_view_class = _taking_turns(lock.UnlockView)
    unpublish_view_class = _taking_turns(unpublish.UnpublishView, changes_tree=True)
    workflow_action_view_class = _taking_turns(workflow.WorkflowActionView)
