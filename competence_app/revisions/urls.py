"""Pages of frameworks and their versions, and what editors do with them."""

from django.urls import path

from competence_app.revisions.views import deciding, previewing, reading, trying, uploading

urlpatterns = [
    path("upload/", uploading.upload, name="upload"),
    path("upload/template/", reading.template, name="template"),
    path("frameworks/<str:code>/", reading.framework, name="framework"),
    path("frameworks/<str:code>/<int:pk>/", reading.version, name="version"),
    path("frameworks/<str:code>/<int:pk>/yaml/", reading.yaml, name="version-yaml"),
    path("frameworks/<str:code>/<int:pk>/xlsx/", reading.xlsx, name="version-xlsx"),
    path("frameworks/<str:code>/<int:pk>/preview/", previewing.preview, name="preview"),
    path("frameworks/<str:code>/<int:pk>/mark/<str:competence>/", previewing.mark, name="mark"),
    path("frameworks/<str:code>/<int:pk>/replaces/<str:competence>/", previewing.replaces, name="replaces"),
    path("frameworks/<str:code>/<int:pk>/try/<str:domain>/", trying.try_out, name="try-out"),
    path("frameworks/<str:code>/<int:pk>/publish/", deciding.publish, name="publish"),
    path("frameworks/<str:code>/<int:pk>/discard/", deciding.discard, name="discard"),
    path("frameworks/<str:code>/<int:pk>/retire/", deciding.retire, name="retire"),
]
