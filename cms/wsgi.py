import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

django_application = get_wsgi_application()

# Django's settings and models must be there.
from django.conf import settings  # noqa: E402

from content_api.cors import with_cors  # noqa: E402
from content_api.response_cache.wiring import in_front_of  # noqa: E402

application = with_cors(in_front_of(django_application), settings.CORS_ORIGINS)
