"""The whole record, for auditors."""

from django.urls import path

from competence_app.oversight import views

urlpatterns = [
    path("record/whole/", views.record_page, name="whole-record"),
    path("record/whole/file/", views.record_file, name="whole-record-file"),
]
