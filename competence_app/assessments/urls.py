"""Pages of assessments and of the actions planned from them."""

from django.urls import path

from competence_app.assessments.views import (
    again,
    answers,
    assessing,
    autosaving,
    browsing,
    calendar,
    finishing,
    planning,
    revised,
    sending,
)
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("", browsing.home_page, name="home"),
    path("frameworks/<code:code>/start/", assessing.start_page, name="start"),
    path("frameworks/<code:code>/again/<code:competence>/", again.again_page, name="again"),
    path("assessments/", browsing.history_page, name="assessments"),
    path("assessments/<int:pk>/", assessing.task_list_page, name="task-list"),
    path("assessments/<int:pk>/rate/<code:domain>/", assessing.rate_page, name="rate"),
    path("assessments/<int:pk>/autosave/", autosaving.autosave_button, name="autosave"),
    path("assessments/<int:pk>/queue/", revised.queue_page, name="queue"),
    path("assessments/<int:pk>/changes/", revised.changes_page, name="changes"),
    path("assessments/<int:pk>/move/", revised.move_page, name="move"),
    path("assessments/<int:pk>/answers/", answers.answers_page, name="answers"),
    path("assessments/<int:pk>/finish/", finishing.finish_button, name="finish"),
    path("assessments/<int:pk>/finished/", finishing.finished_page, name="finished"),
    path("assessments/<int:pk>/reopen/", finishing.reopen_button, name="reopen"),
    path("assessments/<int:pk>/send/", sending.send_page, name="send"),
    path("assessments/<int:pk>/sent/", sending.sent_page, name="sent"),
    path("assessments/<int:pk>/withdraw/", sending.withdraw_page, name="withdraw"),
    path("assessments/<int:pk>/share/", sending.share_page, name="share"),
    path("assessments/<int:pk>/unshare/<int:person>/", sending.unshare_button, name="unshare"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/dates.ics", calendar.calendar_file, name="calendar-file"),
    path("calendar/subscribe/", calendar.subscribe_button, name="subscribe"),
    path("calendar/unsubscribe/", calendar.unsubscribe_button, name="unsubscribe"),
    path("calendar/<token:feed>/dates.ics", calendar.feed_file, name="calendar-feed"),
    path("actions/add/<int:competence>/", planning.add_page, name="add-action"),
    path("actions/<int:pk>/", planning.edit_page, name="edit-action"),
    path("actions/<int:pk>/done/", planning.tick_button, name="tick-action"),
    path("actions/<int:pk>/remove/", planning.remove_page, name="remove-action"),
]
