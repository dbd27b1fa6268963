from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views import serve as document_views

from cms.core.admin.script_catalogue import script_catalogue
from cms.editing.session import signed_in_again, state_of_session
from cms.media.store import transactions
from cms.media.views import image_file
from cms.translation.admin import choosers
from cms.users.views import PasswordResetView, takes_shared_password
from content_api import PATH
from content_api.http import sitemaps
from content_api.http.view import graphql_view

handler500 = "cms.core.http.unavailable.server_error"

urlpatterns = [
    # These come before the libraries' own views at the same addresses.
    path("admin/password_reset/", never_cache(PasswordResetView.as_view())),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        takes_shared_password(document_views.authenticate_with_password),
    ),
    path(
        "_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/",
        takes_shared_password(wagtail_views.authenticate_with_password),
    ),
    path("admin/jsi18n/", script_catalogue),
    path("admin/localize/jsi18n/", script_catalogue),
    path("admin/", include(choosers.urls())),
    path("admin/session/", state_of_session, name="editing_session"),
    path("admin/session/signed-in/", signed_in_again, name="editing_signed_in"),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path(PATH.removeprefix("/"), graphql_view, name="graphql"),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-<int:number>.xml", sitemaps.part),
    path("", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/")),
]

if settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
    urlpatterns += [path("media/<path:path>", image_file)]

# The site's root is the tree's root, so that a page's address is its path in the tree: /fi/…, /sv/…
urlpatterns += [path("", include(wagtail_urls))]

transactions.leave_out(urlpatterns)
