from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("documents/", include(wagtaildocs_urls)),
    path("graphql/", include("content_api.urls")),
    path("", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/")),
]

if settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
    # A small installation without S3 or a web server in front. Originals of private documents are never below this
    # address: Wagtail's own view serves documents.
    urlpatterns += [
        re_path(r"^media/(?P<path>(?:images|original_images)/.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    ]

# The site's root is the tree's root, so that a page's address is its path in the tree: /fi/…, /sv/…
urlpatterns += [path("", include(wagtail_urls))]
