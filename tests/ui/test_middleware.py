from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from competence_app.ui.middleware import no_store


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
