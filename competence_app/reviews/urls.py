"""Pages for supervisors, and what practitioners see of a review."""

from django.urls import path

from competence_app.reviews.views import (
    agreeing,
    autosaving,
    chasing,
    ending,
    planning,
    rating,
    results,
    returning,
    supervising,
)
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("supervision/", supervising.supervision_page, name="supervision"),
    path("supervision/waiting/", supervising.waiting_page, name="waiting"),
    path("supervision/remind/", chasing.remind_page, name="remind"),
    path("people/<int:person>/supervision/", ending.ending_page, name="end-supervision"),
    path("reviews/<int:pk>/", rating.review_page, name="review"),
    path("reviews/<int:pk>/rate/<code:domain>/", rating.review_rate_page, name="review-rate"),
    path("reviews/<int:pk>/autosave/", autosaving.rating_button, name="review-autosave"),
    path("reviews/<int:pk>/reveal/", rating.reveal_button, name="reveal"),
    path("reviews/<int:pk>/return/", returning.return_page, name="return"),
    path("reviews/<int:pk>/agree/", agreeing.agree_page, name="agree"),
    path("reviews/<int:pk>/agree/autosave/", autosaving.agreeing_button, name="agree-autosave"),
    path("reviews/<int:pk>/plan/", planning.plan_page, name="plan"),
    path("assessments/<int:pk>/result/", results.result_page, name="result"),
    path("assessments/<int:pk>/comment/", results.comment_button, name="comment"),
]
