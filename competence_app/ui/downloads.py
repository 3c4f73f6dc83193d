"""Files that are made when somebody asks for them."""

from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from weakref import finalize

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header

MEGABYTE = 1024 * 1024


class Stream(StreamingHttpResponse):
    """A file that is sent while it is made: of what may take longer than anything on the way waits for a first byte.

    What fails meanwhile ends the connection, and browsers say that the download failed.
    """

    def __init__(self, pieces: Iterable[bytes], *, name: str, media_type: str, is_packed: bool = False) -> None:
        """Send the pieces, to be kept under this name; ``is_packed`` where packing them would not make them smaller."""
        self.is_packed = is_packed
        disposition = str(content_disposition_header(as_attachment=True, filename=name))
        super().__init__(pieces, content_type=media_type, headers={"Content-Disposition": disposition})


class Download(FileResponse):
    """A file that is whole before its first byte is sent, so that a browser can say how far it has come.

    Past a megabyte it waits on disk, in a file without a name: nothing is left of it, however the download ends.
    """

    block_size = 64 * 1024  # bytes

    def __init__(self, write: Callable[[BinaryIO], object], *, name: str, media_type: str) -> None:
        """Have ``write`` make the file, to be kept under this name."""
        file = SpooledTemporaryFile(MEGABYTE)  # noqa: SIM115 - closed with the response
        try:
            write(cast("BinaryIO", file))  # which has all its methods
        except BaseException:
            file.close()
            raise
        finalize(self, file.close)  # also where nobody asks for what was made
        file.seek(0)
        super().__init__(file, as_attachment=True, filename=name, content_type=media_type)


def sent_as_made(
    request: HttpRequest, pieces: Iterable[bytes], *, name: str, media_type: str, is_packed: bool = False
) -> Stream | Download:
    """Return a stream of the pieces; the whole where HTTP/1.0 is spoken, in which what breaks off looks whole."""
    if request.META["SERVER_PROTOCOL"] == "HTTP/1.0":
        return Download(lambda file: file.writelines(pieces), name=name, media_type=media_type)
    return Stream(pieces, name=name, media_type=media_type, is_packed=is_packed)
