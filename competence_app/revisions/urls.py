"""What editors do with a version of a framework."""

from django.urls import path

from competence_app.revisions.views import deciding, previewing, trying, uploading
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("upload/", uploading.upload, name="upload"),
    path("frameworks/<code:code>/<int:pk>/preview/", previewing.preview, name="preview"),
    path("frameworks/<code:code>/<int:pk>/mark/<code:competence>/", previewing.mark, name="mark"),
    path("frameworks/<code:code>/<int:pk>/replaces/<code:competence>/", previewing.replaces, name="replaces"),
    path("frameworks/<code:code>/<int:pk>/try/<code:domain>/", trying.try_out, name="try-out"),
    path("frameworks/<code:code>/<int:pk>/publish/", deciding.publish, name="publish"),
    path("frameworks/<code:code>/<int:pk>/discard/", deciding.discard, name="discard"),
    path("frameworks/<code:code>/<int:pk>/retire/", deciding.retire, name="retire"),
]
