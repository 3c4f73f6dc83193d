"""Erasing somebody who has left."""

from django.urls import path

from competence_app.erasure import views

urlpatterns = [
    path("people/<int:person>/erase/", views.propose_erasure_page, name="propose-erasure"),
    path("people/erasures/<int:proposal>/", views.erasure_page, name="erasure"),
]
