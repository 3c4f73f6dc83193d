"""Pages of team counts."""

from django.urls import path

from competence_app.teams.views import counts, organisation
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("teams/", counts.teams_page, name="teams"),
    path("teams/<int:pk>/<code:code>/", counts.team_page, name="team"),
    path("organisation/<code:code>/", organisation.organisation_page, name="organisation"),
    path("organisation/<code:code>/teams/", organisation.organisation_teams_page, name="organisation-teams"),
]
