from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.media.views import image_file
from content_api import PATH
from content_api.view import graphql_view

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path(PATH.removeprefix("/"), graphql_view, name="graphql"),
    path("", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/")),
]

if settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
    urlpatterns += [path("media/<path:path>", image_file)]

# The site's root is the tree's root, so that a page's address is its path in the tree: /fi/…, /sv/…
urlpatterns += [path("", include(wagtail_urls))]
