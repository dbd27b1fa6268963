from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from content_api.schema import schema
from content_api.view import ContentApiView

# Nothing here changes anything and no cookie is read, so there is nothing for a forged request to ride on.
urlpatterns = [path("", csrf_exempt(ContentApiView.as_view(schema=schema, graphql_ide=None)), name="graphql")]
