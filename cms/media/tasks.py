"""Renditions are made in the background after the image is saved, never while a reader waits."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cms.media.models import Image
from cms.media.presets import filter_specs


@app.task(name="media.prepare_image", queue="media", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def prepare_image(image_id: int) -> None:
    """Makes an image's placeholder and the renditions that its presets lack. Safe to repeat."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return
    Image.objects.filter(pk=image_id).update(placeholder=image.make_placeholder())
    image.get_renditions(*filter_specs())
