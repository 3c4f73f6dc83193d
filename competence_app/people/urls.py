"""One's supervisors and notices."""

from django.urls import path

from competence_app.people.views import notices, supervisors

urlpatterns = [
    path("supervisors/", supervisors.supervisors, name="supervisors"),
    path("supervisors/requests/<int:pk>/", supervisors.answer, name="answer-request"),
    path("supervisors/requests/<int:pk>/cancel/", supervisors.cancel, name="cancel-request"),
    path("notices/<int:pk>/dismiss/", notices.dismiss, name="dismiss"),
]
