"""Files that somebody sends: held in memory, never on disk, and no more of them than is ever used."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# Files that are kept are rows of up to 5 MB. Of a longer one the rest is thrown away as it arrives; the file's `size`
# still says how long it was, so that a form can say so instead of the connection being cut.
MOST_BYTES = 5_000_000


class InMemory(FileUploadHandler):
    """The only handler: Django's own would write a long file to a temporary one, answers and all."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what is still within bounds."""
        self.held.write(raw_data[: max(0, MOST_BYTES - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with the size that was sent."""
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, str(self.file_name), self.content_type, file_size, self.charset
        )
