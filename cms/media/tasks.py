"""Makes renditions in the background after an image is saved, never while a reader waits."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cms.media.models import Image
from cms.media.pictures.presets import MARKS, filter_specs, mark_spec


@app.task(name="media.prepare_image", queue="media", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def prepare_image(image_id: int) -> None:
    """Makes an image's placeholder, and the renditions for the presets and our own pages that it lacks.

    Safe to repeat.
    """
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return
    Image.objects.filter(pk=image_id).update(placeholder=image.make_placeholder())
    specs = [*filter_specs(), *map(mark_spec, MARKS)]
    made = image.get_renditions(*specs)
    current = {(row.filter_spec, row.focal_point_key) for row in made.values()}
    for rendition in image.renditions.filter(filter_spec__in=specs):
        if (rendition.filter_spec, rendition.focal_point_key) not in current:
            rendition.delete()  # It has an older focal point and would show the wrong part.
