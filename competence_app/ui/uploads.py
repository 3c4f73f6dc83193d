"""Keeping files that are far too long off the server's disk."""

from django.core.files.uploadhandler import FileUploadHandler

ENOUGH = 6 * 1024 * 1024  # bytes; more than any form takes without its files
_OF_A_FILE = 16 * 1024 * 1024  # bytes; more than is read of any


class CutOff(FileUploadHandler):
    """Lets the other handlers have a file's beginning alone; its form still learns how long that is, and says so."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a chunk on until there is enough."""
        return raw_data if start < _OF_A_FILE else None

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the other handlers."""
