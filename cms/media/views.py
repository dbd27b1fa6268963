"""Serves the image files of a small installation that has neither S3 nor a web server in front."""

import posixpath

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

from cms.media.models import Image

PICTURES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}
# Documents lie beside these folders and have a view of Wagtail's own, which asks who may read them.
FOLDERS = ("images/", "original_images/", "avatar_images/")


def image_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serves a picture that everybody may see; editors see all.

    Moving one into a private collection hides it at once.
    """
    name = posixpath.normpath(path)
    if not name.startswith(FOLDERS):
        raise Http404
    is_public = Image.objects.public().filter(Q(file=name) | Q(renditions__file=name)).exists()
    if not (is_public or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT))
    # Whatever the file is, it never runs on our origin. Browsers are told not to guess its type (SecurityMiddleware).
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if response.get("Content-Type") not in PICTURES:
        response["Content-Disposition"] = "attachment"
    return response
