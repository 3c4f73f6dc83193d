"""Every address of the app."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from competence_app.ui.security import security_file

handler404 = "competence_app.ui.missing.missing"
handler500 = "competence_app.ui.unavailable.failed"
urlpatterns = [
    path("", include("competence_app.accounts.urls")),
    path("", include("competence_app.people.urls")),
    path("", include("competence_app.catalogue.urls")),
    path("", include("competence_app.assessments.urls")),
    path("", include("competence_app.passports.urls")),
    path("scim/v2/", include("competence_app.directory.urls")),
    path("", include("competence_app.erasure.urls")),
    path("", include("competence_app.reports.urls")),
    path("", include("competence_app.teams.urls")),
    path("", include("competence_app.reviews.urls")),
    path("", include("competence_app.revisions.urls")),
    path("", include("competence_app.oversight.urls")),
    path(
        "accessibility/",
        login_not_required(TemplateView.as_view(template_name="accessibility.html")),
        name="accessibility",
    ),
    path(
        "no-connection/",
        login_not_required(TemplateView.as_view(template_name="no_connection.html")),
        name="no-connection",
    ),
    path(".well-known/security.txt", security_file, name="security"),
    path("privacy/", login_not_required(TemplateView.as_view(template_name="privacy.html")), name="privacy"),
]
