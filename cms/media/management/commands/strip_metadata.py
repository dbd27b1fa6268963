from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.users.models import UserProfile

from cms.media.models import Image
from cms.media.pictures.metadata import BrokenPicture
from cms.media.pictures.uprighting import ready_to_publish
from cms.media.store.sending import send
from cms.media.tasks import prepare_image


class Command(BaseCommand):
    help = (
        "Takes metadata (place, camera, comments) out of stored images and profile pictures, turns those that "
        "lie on their side, and has their sizes made again. May be stopped at any time and run again: "
        "what is done is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only tell what would be done.")
        parser.add_argument("--from", type=int, default=0, dest="first", help="Begin at the image of this id.")

    def handle(self, *args: Any, dry_run: bool, first: int, **options: Any) -> None:
        images = Image.objects.filter(pk__gte=first).order_by("pk")
        total = images.count()
        changed = failed = 0
        for number, image in enumerate(self._one_by_one(images), 1):
            place = f"{number}/{total} image {image.pk}"
            try:
                done = mend(image, dry_run=dry_run)
            except (OSError, BrokenPicture) as error:
                failed += 1
                self.stderr.write(f"{place}: {image.file.name} cannot be read: {str(error) or 'it is damaged'}")
                continue
            changed += done
            if done:
                self.stdout.write(f"{place}: {'tells too much' if dry_run else 'mended'}")
            elif number % 100 == 0 or number == total:
                self.stdout.write(place)
        verb = "would be mended" if dry_run else "mended"
        self.stdout.write(f"{changed} of {total} images {verb}, {failed} could not be read.")
        self._mend_profiles(dry_run=dry_run)

    def _mend_profiles(self, *, dry_run: bool) -> None:
        changed = failed = 0
        for profile in UserProfile.objects.exclude(avatar="").order_by("pk"):
            try:
                changed += mend_avatar(profile, dry_run=dry_run)
            except (OSError, BrokenPicture) as error:
                failed += 1
                self.stderr.write(f"{profile.avatar.name} cannot be read: {str(error) or 'it is damaged'}")
        verb = "would be mended" if dry_run else "mended"
        self.stdout.write(f"{changed} profile pictures {verb}, {failed} could not be read.")

    def _one_by_one(self, images: Any) -> Iterator[Image]:
        """Yields the images, each read anew: the run is long, and others go on working."""
        for pk in list(images.values_list("pk", flat=True)):
            if image := Image.objects.filter(pk=pk).first():
                yield image


def mend(image: Image, *, dry_run: bool) -> bool:
    """Mends a stored image and returns whether there was anything to mend.

    The file is sent first; the row is changed only if it still names the old file.
    """
    with image.open_file() as file:
        stored = file.read()
    ready = ready_to_publish(stored)
    if ready == stored or dry_run:
        return ready != stored
    old = image.file.name
    image.file = ContentFile(ready, name=PurePosixPath(old).name)  # type: ignore[assignment]
    image.describe_file()
    new = send(image.file)
    described = {name: getattr(image, name) for name in ("width", "height", "file_size", "file_hash")}
    with transaction.atomic():
        is_current = Image.objects.filter(pk=image.pk, file=old).update(file=new, **described)
        if is_current:
            image.renditions.all().delete()
            transaction.on_commit(lambda: image.file.storage.delete(old))
    if not is_current:  # An editor has just given the image another file.
        image.file.storage.delete(new)
        return False
    prepare_image.defer(image_id=image.pk)
    return True


def mend_avatar(profile: UserProfile, *, dry_run: bool) -> bool:
    """Mends a profile picture in the same way and returns whether it did. A profile picture has no other sizes."""
    old, storage = profile.avatar.name, profile.avatar.storage
    with storage.open(old) as file:
        stored = file.read()
    ready = ready_to_publish(stored)
    if ready == stored or dry_run:
        return ready != stored
    new = storage.save(old, ContentFile(ready), max_length=UserProfile._meta.get_field("avatar").max_length)
    is_current = bool(UserProfile.objects.filter(pk=profile.pk, avatar=old).update(avatar=new))
    storage.delete(old if is_current else new)
    return is_current
