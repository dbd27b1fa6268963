from django.urls import path

from content_api.view import graphql_view

urlpatterns = [path("", graphql_view, name="graphql")]
