"""Pages of team counts, and of where a supervisor's people stand."""

from django.urls import path

from competence_app.teams.views import counts, matrix, organisation, training
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("teams/", counts.teams_page, name="teams"),
    path("teams/<int:pk>/<code:code>/", counts.team_page, name="team"),
    path("organisation/<code:code>/", organisation.organisation_page, name="organisation"),
    path("organisation/<code:code>/teams/", organisation.organisation_teams_page, name="organisation-teams"),
    path("organisation/<code:code>/counts/", organisation.organisation_file, name="organisation-file"),
    path("organisation/<code:code>/counts.pdf", organisation.organisation_pdf, name="organisation-pdf"),
    path("supervision/matrix/", matrix.matrix_page, name="matrix"),
    path("supervision/matrix/file/", matrix.matrix_file, name="matrix-file"),
    path("supervision/training-needs/", training.training_page, name="training-needs"),
    path("supervision/training-needs/file/", training.training_file, name="training-needs-file"),
    path("supervision/training-needs/sheet.pdf", training.training_pdf, name="training-needs-pdf"),
]
