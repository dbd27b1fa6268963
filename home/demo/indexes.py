"""Holds back what Wagtail derives from everything that is saved, and makes it once at the end.

Otherwise it would be made half a dozen times, as a page of the demo is saved so often before it is complete.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models.signals import post_save
from modelsearch.backends import get_search_backends
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from organisations.models import Area


@contextmanager
def held_back() -> Iterator[None]:
    models = [model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)


def work() -> list[Any]:
    """Returns everything in the demo that may refer to something else. Of a page it is the row of its own type."""
    models = [model for model in ReferenceIndex.tracked_models if ReferenceIndex.is_indexed(model)]
    return [thing for model in models if model not in {Page, Area} for thing in model._default_manager.all()]


def index(things: Iterable[Any]) -> None:
    """Indexes the things for the admin's search, and for its “used in”."""
    for thing in things:
        ReferenceIndex.create_or_update_for_object(thing)
    for backend in get_search_backends(with_auto_update=True):
        for model in get_indexed_models():
            backend.get_index_for_model(model).add_items(model, list(model.get_indexed_objects()))
