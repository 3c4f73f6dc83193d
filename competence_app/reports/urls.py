"""Pages that show what ratings say."""

from django.urls import path

from competence_app.reports.views import profile, record, sheet, staff
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/<code:code>/", profile.framework_profile, name="framework-profile"),
    path("assessments/<int:pk>/profile/", profile.assessment_profile, name="assessment-profile"),
    path("staff/<int:person>/", staff.staff, name="staff"),
    path("staff/<int:person>/<code:code>/", staff.profile, name="staff-profile"),
    path("reviews/<int:pk>/profile/", staff.assessment, name="staff-assessment"),
    path("reviews/<int:pk>/sheet/", sheet.sheet, name="meeting-sheet"),
    path("record/", record.record, name="record"),
]
