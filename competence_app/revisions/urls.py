"""What editors do with a version of a framework."""

from django.urls import path

from competence_app.revisions.views import (
    announcing,
    arranging,
    beginning,
    deciding,
    editing,
    previewing,
    retiring,
    signing_off,
    trying,
    uploading,
)
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("upload/", uploading.upload_page, name="upload"),
    path("upload/columns/", uploading.columns_page, name="columns"),
    path("frameworks/<code:code>/<int:pk>/preview/", previewing.preview_page, name="preview"),
    path("frameworks/<code:code>/<int:pk>/replaced/", uploading.replaced_file, name="replaced-file"),
    path("frameworks/<code:code>/<int:pk>/mark/<code:competence>/", previewing.mark_button, name="mark"),
    path("frameworks/<code:code>/<int:pk>/replaces/<code:competence>/", previewing.replaces_page, name="replaces"),
    path("frameworks/<code:code>/<int:pk>/try/<code:domain>/", trying.try_out_page, name="try-out"),
    path("frameworks/<code:code>/<int:pk>/what-is-new/", announcing.announce_page, name="announce"),
    path("frameworks/<code:code>/<int:pk>/publish/", deciding.publish_page, name="publish"),
    path("frameworks/<code:code>/<int:pk>/discard/", deciding.discard_page, name="discard"),
    path("frameworks/<code:code>/<int:pk>/retire/", deciding.retire_page, name="retire"),
    path(
        "frameworks/<code:code>/<int:pk>/announce-retirement/",
        retiring.announce_retirement_page,
        name="announce-retirement",
    ),
    path("frameworks/<code:code>/<int:pk>/call-off-retirement/", retiring.call_off_button, name="call-off-retirement"),
    path("write/", beginning.begin_page, name="write"),
    path("frameworks/<code:code>/<int:pk>/revise/", beginning.revise_page, name="revise"),
    path("frameworks/<code:code>/<int:pk>/review/", signing_off.review_page, name="review-draft"),
    path("frameworks/<code:code>/<int:pk>/review/approve/", signing_off.approve_button, name="approve-draft"),
    path("frameworks/<code:code>/<int:pk>/review/comment/", signing_off.comment_page, name="comment-draft"),
    path("frameworks/<code:code>/<int:pk>/review/comment/<code:node>/", signing_off.comment_page, name="comment-node"),
    path(
        "frameworks/<code:code>/<int:pk>/review/<int:comment>/answer/", signing_off.answer_page, name="answer-comment"
    ),
    path(
        "frameworks/<code:code>/<int:pk>/review/<int:comment>/settle/", signing_off.settle_button, name="settle-comment"
    ),
    path("frameworks/<code:code>/<int:pk>/reviewers/", signing_off.reviewers_page, name="reviewers"),
    path(
        "frameworks/<code:code>/<int:pk>/reviewers/<int:reviewer>/remove/",
        signing_off.remove_button,
        name="remove-reviewer",
    ),
    path("frameworks/<code:code>/<int:pk>/edit/", editing.desk_page, name="desk"),
    path("frameworks/<code:code>/<int:pk>/edit/front/", editing.front_page, name="edit-front"),
    path("frameworks/<code:code>/<int:pk>/edit/scale/", editing.scale_page, name="edit-scale"),
    path("frameworks/<code:code>/<int:pk>/edit/new-domain/", arranging.add_domain_page, name="add-domain"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/", editing.node_page, name="edit-node"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/add/", arranging.add_page, name="add-competence"),
    path(
        "frameworks/<code:code>/<int:pk>/edit/at/<code:node>/new-domain/",
        arranging.add_domain_page,
        name="add-sub-domain",
    ),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/step/", arranging.step_button, name="step-node"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/move/", arranging.move_page, name="move-competence"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/split/", arranging.split_page, name="split-competence"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/merge/", arranging.merge_page, name="merge-competence"),
    path("frameworks/<code:code>/<int:pk>/edit/at/<code:node>/remove/", arranging.remove_page, name="remove-node"),
]
