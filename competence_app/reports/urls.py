"""Pages that show what ratings say."""

from django.urls import path

from competence_app.reports.views import profile

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/<str:code>/", profile.framework_profile, name="framework-profile"),
    path("assessments/<int:pk>/profile/", profile.assessment_profile, name="assessment-profile"),
]
