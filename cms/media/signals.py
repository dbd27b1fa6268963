from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.media.models import Image
from cms.media.tasks import prepare_image


@receiver(post_save, sender=Image)
def prepare_renditions(instance: Image, **kwargs: Any) -> None:
    """Asks for an image's renditions after every save, as the file or focal point may be new.

    The job makes only what is missing.
    """
    identifier = instance.pk
    transaction.on_commit(lambda: prepare_image.defer(image_id=identifier))
