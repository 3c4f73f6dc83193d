"""Pages that show what ratings say."""

from django.urls import path

from competence_app.reports.views import (
    documents,
    files,
    over_time,
    pattern,
    profile,
    record,
    reflection,
    roles,
    sheet,
    staff,
    taking,
)
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("profile/", profile.profile_page, name="profile"),
    path("profile/<code:code>/", profile.framework_profile_page, name="framework-profile"),
    path("profile/<code:code>/role/", roles.role_page, name="role"),
    path("profile/<code:code>/take-along/", taking.take_along_page, name="take-along"),
    path("profile/<code:code>/over-time/", over_time.over_time_page, name="over-time"),
    path("profile/<code:code>/over-time/<code:competence>/", over_time.life_page, name="life"),
    path("profile/<code:code>/ratings/", files.ratings_file, name="ratings-file"),
    path("profile/<code:code>/profile.pdf", documents.profile_file, name="profile-pdf"),
    path("profile/<code:code>/take-along/pdf/", documents.chosen_file, name="take-along-pdf"),
    path("profile/<code:code>/take-along/reflection/", reflection.reflection_page, name="reflection"),
    path("profile/<code:code>/take-along/reflection.pdf", reflection.reflection_file, name="reflection-pdf"),
    path("assessments/<int:pk>/assessment.pdf", documents.assessment_file, name="assessment-pdf"),
    path("assessments/<int:pk>/profile/", profile.assessment_profile_page, name="assessment-profile"),
    path("staff/<int:person>/", staff.staff_page, name="staff"),
    path("staff/<int:person>/<code:code>/", staff.staff_profile_page, name="staff-profile"),
    path("staff/<int:person>/<code:code>/over-time/", over_time.staff_over_time_page, name="staff-over-time"),
    path("staff/<int:person>/<code:code>/over-time/<code:competence>/", over_time.staff_life_page, name="staff-life"),
    path("staff/<int:person>/<code:code>/take-along/", taking.staff_take_along_page, name="staff-take-along"),
    path("staff/<int:person>/<code:code>/ratings/", files.staff_ratings_file, name="staff-ratings-file"),
    path("supervision/pattern/", pattern.pattern_page, name="pattern"),
    path("supervision/take-along/", taking.people_take_along_page, name="people-take-along"),
    path("supervision/ratings/", files.people_ratings_file, name="people-ratings-file"),
    path("reviews/<int:pk>/profile/", staff.staff_assessment_page, name="staff-assessment"),
    path("reviews/<int:pk>/profile.pdf", documents.staff_file, name="staff-pdf"),
    path("reviews/<int:pk>/sheet.pdf", documents.sheet_file, name="sheet-pdf"),
    path("reviews/<int:pk>/sheet/", sheet.sheet_page, name="meeting-sheet"),
    path("account/my-data/", files.my_data_file, name="my-data-file"),
    path("record/", record.record_page, name="record"),
]
