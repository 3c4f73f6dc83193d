"""Signing in and out, one's own account and password; the people of an installation, one by one and from a file."""

from django.contrib.auth import views as auth
from django.urls import path

from competence_app.accounts import doors
from competence_app.accounts.forms import own
from competence_app.accounts.views import (
    account,
    address,
    choosing,
    device,
    importing,
    leaving,
    proving,
    second_steps,
    signing_in,
    single_sign_on,
)
from competence_app.accounts.views.administration import (
    changing,
    mails,
    people,
    proposals,
    restricting,
    supervisions,
    work,
)
from competence_app.accounts.views.administration.second_steps import take_second_steps_page


def _page(name: str) -> str:
    return f"accounts/{name}.html"


change = doors.with_local_passwords(
    auth.PasswordChangeView.as_view(template_name=_page("change_password"), form_class=own.ChangePasswordForm)
)
ask_reset = auth.PasswordResetView.as_view(template_name=_page("ask_reset"), form_class=own.AskResetForm)
choose = choosing.ChooseView.as_view()

# The names with underscores are those that Django's own views redirect to.
urlpatterns = [
    path("sign-in/", signing_in.SignInView.as_view(), name="sign-in"),
    path("sign-in/second-step/", signing_in.second_step_page, name="second-step"),
    path("sign-in/elsewhere/", single_sign_on.sign_in_button, name="single-sign-on"),
    path("sign-in/elsewhere/back/", single_sign_on.back_page, name="single-sign-on-back"),
    path("sign-in/passkey/", signing_in.passkey_button, name="passkey"),
    path("sign-in/passkey/challenge/", signing_in.passkey_challenge_button, name="passkey-challenge"),
    path("sign-out/", leaving.sign_out_button, name="sign-out"),
    path("account/address/", address.address_page, name="address"),
    path("account/address/<str:token>/", address.confirm_address_page, name="confirm-address"),
    path("account/everywhere/", leaving.everywhere_button, name="sign-out-everywhere"),
    path("account/prove/", proving.prove_page, name="prove"),
    path("account/prove/elsewhere/", single_sign_on.prove_button, name="prove-elsewhere"),
    path("account/link/", single_sign_on.link_button, name="link-sign-in"),
    path("account/unlink/", single_sign_on.unlink_button, name="unlink-sign-in"),
    path("account/second-steps/", second_steps.second_steps_page, name="second-steps"),
    path("account/second-steps/app/", second_steps.app_page, name="authenticator-app"),
    path("account/second-steps/passkey/", second_steps.new_passkey_page, name="new-passkey"),
    path("account/second-steps/passkey/new/", second_steps.passkey_registration_button, name="passkey-registration"),
    path("account/second-steps/codes/", second_steps.recovery_codes_page, name="recovery-codes"),
    path("account/second-steps/codes/file/", second_steps.recovery_codes_file, name="recovery-codes-file"),
    path("account/second-steps/<int:pk>/name/", second_steps.passkey_name_page, name="passkey-name"),
    path("account/second-steps/<int:pk>/remove/", second_steps.remove_second_step_page, name="remove-second-step"),
    path("account/stay/", leaving.stay_button, name="stay"),
    path("account/", account.account_page, name="account"),
    path("account/device/", device.device_button, name="device"),
    path("sw.js", device.worker_file, name="worker"),
    path("account/password/", change, name="password_change"),
    path(
        "account/password/changed/",
        auth.PasswordChangeDoneView.as_view(template_name=_page("password_changed")),
        name="password_change_done",
    ),
    path("people/import/", importing.import_page, name="import-people"),
    path("people/import/rows/", importing.rows_page, name="import-rows"),
    path("people/import/do/", importing.bring_button, name="bring-people"),
    path("people/import/template/", importing.template_file, name="people-template"),
    path("password/", ask_reset, name="password_reset"),
    path(
        "password/sent/",
        auth.PasswordResetDoneView.as_view(template_name=_page("reset_sent")),
        name="password_reset_done",
    ),
    path("password/<uidb64>/elsewhere/", single_sign_on.invited_button, name="invited-elsewhere"),
    path("password/<uidb64>/<token>/", choose, name="password_reset_confirm"),
    path(
        "password/chosen/",
        auth.PasswordResetCompleteView.as_view(template_name=_page("reset_done")),
        name="password_reset_complete",
    ),
    path("people/", people.people_page, name="people"),
    path("people/new/", people.new_person_page, name="new-person"),
    path("people/change/", changing.change_people_page, name="change-people"),
    path("people/<int:person>/", people.person_page, name="person"),
    path("people/<int:person>/second-steps/", take_second_steps_page, name="take-second-steps"),
    path("people/<int:person>/invite/", people.invite_button, name="invite"),
    path("people/<int:person>/supervisors/new/", supervisions.add_supervision_page, name="add-supervision"),
    path("people/<int:person>/restriction/", restricting.restrict_page, name="restrict"),
    path("people/<int:person>/address/", proposals.propose_address_page, name="propose-address"),
    path("people/waiting/", proposals.proposals_page, name="proposals"),
    path("people/waiting/<int:proposal>/", proposals.new_address_page, name="new-address"),
    path("people/waiting/<int:proposal>/refuse/", proposals.refuse_button, name="refuse-proposal"),
    path("people/waiting/<int:proposal>/withdraw/", proposals.withdraw_button, name="withdraw-proposal"),
    path("people/supervision/<int:supervision>/", supervisions.correct_end_page, name="correct-end"),
    path("people/teams/", work.teams_page, name="people-teams"),
    path("people/teams/new/", work.new_team_page, name="new-team"),
    path("people/teams/<int:team>/", work.team_page, name="people-team"),
    path("people/job-roles/", work.job_roles_page, name="job-roles"),
    path("people/job-roles/new/", work.new_job_role_page, name="new-job-role"),
    path("people/job-roles/<int:job_role>/", work.job_role_page, name="job-role"),
    path("people/e-mails/", mails.mails_page, name="people-mails"),
]
