"""What editors do with a version of a framework."""

from django.urls import path

from competence_app.revisions.views import announcing, deciding, previewing, trying, uploading
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("upload/", uploading.upload_page, name="upload"),
    path("frameworks/<code:code>/<int:pk>/preview/", previewing.preview_page, name="preview"),
    path("frameworks/<code:code>/<int:pk>/replaced/", uploading.replaced_file, name="replaced-file"),
    path("frameworks/<code:code>/<int:pk>/mark/<code:competence>/", previewing.mark_button, name="mark"),
    path("frameworks/<code:code>/<int:pk>/replaces/<code:competence>/", previewing.replaces_page, name="replaces"),
    path("frameworks/<code:code>/<int:pk>/try/<code:domain>/", trying.try_out_page, name="try-out"),
    path("frameworks/<code:code>/<int:pk>/what-is-new/", announcing.announce_page, name="announce"),
    path("frameworks/<code:code>/<int:pk>/publish/", deciding.publish_page, name="publish"),
    path("frameworks/<code:code>/<int:pk>/discard/", deciding.discard_page, name="discard"),
    path("frameworks/<code:code>/<int:pk>/retire/", deciding.retire_page, name="retire"),
]
