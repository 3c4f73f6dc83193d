"""Pages for supervisors, and what practitioners see of a review."""

from django.urls import path

from competence_app.reviews.views import agreeing, rating, results, returning, supervising
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("supervision/", supervising.supervision, name="supervision"),
    path("reviews/<int:pk>/", rating.review, name="review"),
    path("reviews/<int:pk>/rate/<code:domain>/", rating.rate, name="review-rate"),
    path("reviews/<int:pk>/reveal/", rating.reveal, name="reveal"),
    path("reviews/<int:pk>/return/", returning.return_, name="return"),
    path("reviews/<int:pk>/agree/", agreeing.agree, name="agree"),
    path("assessments/<int:pk>/result/", results.result, name="result"),
    path("assessments/<int:pk>/comment/", results.comment, name="comment"),
]
