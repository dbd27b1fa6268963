import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

django_application = get_wsgi_application()

from content_api.response_cache.wiring import in_front_of  # noqa: E402 (Django's settings must be there)

application = in_front_of(django_application)
