"""What is used of Django's files beyond their documentation is still as we take it."""

from django.core.files.base import ContentFile

from cms.media.models import Document
from cms.media.store.sending import send


def test_a_file_that_was_sent_is_not_stored_again_with_its_row(db: None) -> None:
    document = Document(title="Asiakirja", file=ContentFile(b"%PDF-1.4\n%%EOF\n", name="asiakirja.pdf"))
    sent = send(document.file)

    document.save()

    folder = sent.rpartition("/")[0]
    assert (document.file.name, document.file.storage.listdir(folder)[1]) == (sent, [sent.rpartition("/")[2]]), (
        "FieldFile knows by another name than `_committed` that it is stored: mend cms/media/store/sending.py."
    )
