"""Pages of passports, and what others need to check them."""

from django.urls import path

from competence_app.passports.views import outside, passports, publishing, verifying
from competence_app.ui import converters  # noqa: F401 - knows what a token is

urlpatterns = [
    path("passports/", passports.passports_page, name="passports"),
    path("passports/verify/", verifying.verify_page, name="verify-passport"),
    path("passports/keys/<token:thumbprint>/", publishing.key_file, name="passport-key"),
    path("passports/revoked/", publishing.revocations_file, name="passport-revocations"),
    path("passports/outside/", outside.outside_page, name="outside"),
    path("passports/outside/<int:pk>/", outside.outside_record_page, name="outside-record"),
    path("passports/outside/<int:pk>/remove/", outside.remove_button, name="remove-outside-record"),
    path("passports/<int:pk>/", passports.passport_page, name="passport"),
    path("passports/<int:pk>/file/", passports.passport_file, name="passport-file"),
    path("passports/<int:pk>/revoke/", passports.revoke_button, name="revoke-passport"),
    path("assessments/<int:pk>/passport/", passports.make_page, name="make-passport"),
    path(".well-known/jwks.json", publishing.keys_file, name="passport-keys"),
]
