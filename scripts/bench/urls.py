"""The app's addresses, and those of the bare views."""

from django.urls import include, path

from scripts.bench import bare

urlpatterns = [
    path("bare/", bare.ratings, name="bare-ratings"),
    path("bare/matrix/", bare.matrix, name="bare-matrix"),
    path("bare/<int:pk>/", bare.assessment, name="bare-assessment"),
    path("", include("competence_app.urls")),
]
