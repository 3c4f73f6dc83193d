import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from competence_app.ui.downloads import Download, Stream
from competence_app.ui.middleware import Compression, no_store


def test_page_is_kept_nowhere():
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    response = no_store(view)(RequestFactory().get("/"))

    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_page_that_says_how_long_to_keep_it_is_left_alone():
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    response = no_store(view)(RequestFactory().get("/"))

    assert response["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(("is_download", "encoding"), [(True, None), (False, "gzip")])
def test_a_page_is_made_small_on_its_way_and_a_download_is_not(is_download, encoding):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    download = Download(lambda file: file.write(b"x" * 1000), name="x.csv", media_type="text/csv")

    sent = Compression(_nobody).process_response(request, download if is_download else HttpResponse("x" * 1000))

    assert sent.get("Content-Encoding") == encoding


@pytest.mark.parametrize(("is_packed", "encoding"), [(True, None), (False, "gzip")])
def test_a_stream_is_made_small_where_it_is_not_yet(is_packed, encoding):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    stream = Stream(iter([b"x" * 1000]), name="x", media_type="text/csv", is_packed=is_packed)

    assert Compression(_nobody).process_response(request, stream).get("Content-Encoding") == encoding


def _nobody(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
