"""One's supervisors and notices."""

from django.urls import path

from competence_app.people.views import notices, restricting, supervisors

urlpatterns = [
    path("supervisors/", supervisors.supervisors_page, name="supervisors"),
    path("supervisors/requests/<int:pk>/", supervisors.answer_page, name="answer-request"),
    path("supervisors/requests/<int:pk>/cancel/", supervisors.cancel_button, name="cancel-request"),
    path("account/restriction/", restricting.restriction_page, name="restriction"),
    path("account/restriction/lift/", restricting.lift_restriction_button, name="lift-restriction"),
    path("notices/<int:pk>/dismiss/", notices.dismiss_button, name="dismiss"),
    path("notices/dismiss/", notices.dismiss_all_button, name="dismiss-all"),
]
