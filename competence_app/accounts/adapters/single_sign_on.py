"""The organisation's own sign-in service (OpenID Connect): who it says somebody is, and what follows from that."""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from competence_app.accounts.adapters.arriving import Arrival, refused
from competence_app.accounts.rules.single_sign_on import Claims, ClaimsError, claims_of, name_of

NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT = 600  # seconds that what the service says of itself is not asked again


class Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Asks the service, and believes what it signed for us."""

    def __init__(self, request: HttpRequest) -> None:
        """Ask the one service that there is."""
        super().__init__(request, settings.OIDC_ISSUER)

    def get_provider(self) -> "Provider":
        """Return it."""
        return Provider(self.request)

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the service says of itself, asked every ten minutes."""
        key = f"openid:{settings.OIDC_ISSUER}"
        config: dict[str, Any] = cache.get(key) or self._ask()
        cache.set(key, config, KEPT)
        return config

    def _ask(self) -> dict[str, Any]:
        config: dict[str, Any] = self._get(self.get_provider().server_url)
        if not all(isinstance(config.get(name), str) for name in NEEDED) or config["issuer"] != settings.OIDC_ISSUER:
            raise OAuth2Error("This is another service than the one that was asked.")
        return config

    def _get(self, address: str, **options: Any) -> Any:
        with SingleSignOn().get_requests_session() as session:
            response = session.get(address, **options)
        response.raise_for_status()
        return response.json()

    def get_callback_url(self, _request: HttpRequest, _app: SocialApp) -> str:
        """Return where the service leads back to: it knows one address."""
        return f"{settings.SITE_URL}{reverse('single-sign-on-back')}"

    def complete_login(
        self, _request: HttpRequest, app: SocialApp, token: Any, response: dict[str, Any]
    ) -> SocialLogin:
        """Return whom the service names; raise ``OAuth2Error`` where it is not to be believed."""
        config = self.openid_config
        try:
            keys = self._get(config["jwks_uri"])
            claims = claims_of(response.get("id_token", ""), keys, issuer=config["issuer"], audience=app.client_id)
        except ClaimsError as error:
            raise OAuth2Error(str(error)) from error
        login = SocialLogin(account=SocialAccount(provider=settings.OIDC_ISSUER, uid=claims["sub"]))
        login.claims = {**self._about(config, token.token, claims), **claims}
        login.listed = name_of(claims.get(settings.OIDC_DIRECTORY_CLAIM))  # signed, as what it says elsewhere is not
        return login

    def _about(self, config: dict[str, Any], token: str, claims: Claims) -> Claims:
        """Return what the service says elsewhere, where roles are not in the token; of the same person alone."""
        address = config.get("userinfo_endpoint")
        if not (settings.OIDC_ROLES and address) or settings.OIDC_ROLES_CLAIM in claims:
            return {}
        about: dict[str, Any] = self._get(address, headers={"Authorization": f"Bearer {token}"})
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("The service speaks of another person.")
        return about


class Provider(OpenIDConnectProvider):  # type: ignore[misc]  # as above
    """The service, as the settings name it."""

    oauth2_adapter_class = Adapter
    pkce_enabled_default = True

    def __init__(self, request: HttpRequest) -> None:
        """Read the settings."""
        app = SocialApp(
            provider="openid_connect",
            provider_id=settings.OIDC_ISSUER,
            name=settings.OIDC_NAME,
            client_id=settings.OIDC_CLIENT_ID,
            secret=settings.OIDC_CLIENT_SECRET,
            settings={"server_url": f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"},
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> Adapter:
        """Return what asks it."""
        return Adapter(request)

    def get_scope(self) -> list[str]:
        """Return what is asked for."""
        return list(settings.OIDC_SCOPE)


class SingleSignOn(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """Whoever comes back from the service goes our way: nobody signs up, and no address decides who somebody is."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Go on with whom the service named."""
        raise ImmediateHttpResponse(Arrival(request, sociallogin).response())

    def on_authentication_error(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Say that nothing came of it."""
        raise ImmediateHttpResponse(refused(request, "failed"))
