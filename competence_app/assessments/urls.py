"""Pages of assessments and of the actions planned from them."""

from django.urls import path

from competence_app.assessments.views import assessing, browsing, finishing, planning, revised, sending
from competence_app.ui import converters  # noqa: F401 - knows what a code is

urlpatterns = [
    path("", browsing.home, name="home"),
    path("frameworks/<code:code>/start/", assessing.start, name="start"),
    path("assessments/", browsing.history, name="assessments"),
    path("assessments/<int:pk>/", assessing.task_list, name="task-list"),
    path("assessments/<int:pk>/rate/<code:domain>/", assessing.rate, name="rate"),
    path("assessments/<int:pk>/queue/", revised.queue, name="queue"),
    path("assessments/<int:pk>/changes/", revised.changes, name="changes"),
    path("assessments/<int:pk>/move/", revised.move, name="move"),
    path("assessments/<int:pk>/answers/", finishing.show_answers, name="answers"),
    path("assessments/<int:pk>/finish/", finishing.finish, name="finish"),
    path("assessments/<int:pk>/finished/", finishing.finished, name="finished"),
    path("assessments/<int:pk>/reopen/", finishing.reopen, name="reopen"),
    path("assessments/<int:pk>/send/", sending.send, name="send"),
    path("assessments/<int:pk>/sent/", sending.sent, name="sent"),
    path("assessments/<int:pk>/withdraw/", sending.withdraw, name="withdraw"),
    path("assessments/<int:pk>/share/", sending.share, name="share"),
    path("assessments/<int:pk>/unshare/<int:person>/", sending.unshare, name="unshare"),
    path("actions/add/<int:competence>/", planning.add, name="add-action"),
    path("actions/<int:pk>/", planning.edit, name="edit-action"),
    path("actions/<int:pk>/done/", planning.tick, name="tick-action"),
    path("actions/<int:pk>/remove/", planning.remove, name="remove-action"),
]
