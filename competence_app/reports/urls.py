"""Pages that show what ratings say."""

from django.urls import path

from competence_app.reports.views import profile
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/<code:code>/", profile.framework_profile, name="framework-profile"),
    path("assessments/<int:pk>/profile/", profile.assessment_profile, name="assessment-profile"),
]
