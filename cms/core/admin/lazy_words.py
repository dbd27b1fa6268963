"""Makes words lazy that Wagtail reads once, at its start, in the language of the server.

Otherwise everybody would read them in that language.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _


def _in_permissions() -> None:
    """Makes the names of permissions lazy that a group may have on collections and images.

    For documents, Wagtail's own words are lazy already.
    """
    from wagtail.admin.forms.collections import GroupCollectionManagementPermissionFormSet
    from wagtail.documents.forms import GroupDocumentPermissionFormSet
    from wagtail.images.forms import GroupImagePermissionFormSet

    types: dict[Any, list[tuple[str, Any, Any]]] = {
        GroupCollectionManagementPermissionFormSet: [
            ("add_collection", _("Add"), _("Add collections")),
            ("change_collection", _("Edit"), _("Edit collections")),
            ("delete_collection", _("Delete"), _("Delete collections")),
        ],
        GroupImagePermissionFormSet: [
            ("add_image", _("Add"), _("Add/edit images you own")),
            ("change_image", _("Edit"), _("Edit any image")),
            ("choose_image", _("Choose"), _("Select images in choosers")),
        ],
    }
    for formset, words in types.items():
        formset.permission_types[:] = words  # The form's field looks into this same list.
    for formset in (*types, GroupDocumentPermissionFormSet):
        formset.form.base_fields["collection"].label = _("Collection")


def _in_forms() -> None:
    from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
    from wagtail.forms import TaskStateCommentForm

    TaskStateCommentForm.base_fields["comment"].label = _("Comment")
    kind = RedirectsReportFilterSet.base_filters["is_permanent"]
    kind.label = _("Type")
    kind.extra |= {"choices": ((True, _("Permanent")), (False, _("Temporary"))), "empty_label": _("All")}


def keep() -> None:
    _in_permissions()
    _in_forms()
