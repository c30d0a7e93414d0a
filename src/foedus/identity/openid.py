"""Sign-in at a provider by OpenID Connect: what is sent to it, and what its answers must satisfy.

Authorization code with PKCE (RFC 7636), state and nonce. Pure: what is fetched comes from outside,
and each check is made here, of bytes that anybody may have written.
"""

import hmac
import json
import re
import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urlsplit

import msgspec

from foedus.errors import FoedusError

LASTS: Final = timedelta(minutes=10)
"""How long somebody may take at the provider."""
LONGEST_PAGE: Final = 2_000
_PAGE: Final = re.compile(r"/|(/[\w~%.:,@!$&'()*+;=-]+)+/?(\?[!-\[\]-~]*)?", re.ASCII)
"""No segment is empty, so that no host can stand there, and there is no backslash."""
LEEWAY: Final = 60
"""Seconds by which the provider's clock may be another."""
OLDEST: Final = 600
"""Seconds since which a token was made that is taken as the answer to a question just asked."""
SIGNED: Final = tuple(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512))
"""How a provider may sign: by a key of its own, never by the secret that both share, or none."""
KINDS: Final = ("RSA", "EC")
SUBJECT: Final = 255
"""Characters that the name of a user at a provider has at the most, as the standard has it."""
WELL_KNOWN: Final = "/.well-known/openid-configuration"


class OpenIdError(FoedusError):
    """What is wrong with a provider or its answer: for those who run the node, and nobody else."""


class Provider(msgspec.Struct, frozen=True):
    """A provider, and what this node is to it. Without `secret` the node is a public client."""

    name: str
    issuer: str
    client: str
    secret: str = ""
    party: str = ""

    @property
    def described_at(self) -> str:
        """Where it describes itself."""
        return f"{self.issuer.rstrip('/')}{WELL_KNOWN}"


class Endpoints(msgspec.Struct, frozen=True):
    """Where a provider is asked for what, as it describes itself."""

    authorization: str
    token: str
    keys: str
    names_itself: bool = False
    by_post: bool = False


class Begun(msgspec.Struct, frozen=True):
    """A sign-in of somebody of a party under way, as the browser that began it keeps it, sealed.

    `invitation`, `handle`, `called` and `address` are of somebody who comes for the first time;
    `to` is the page of this site to which the browser goes in the end.
    """

    provider: str
    issuer: str
    party: str
    state: str
    nonce: str
    verifier: str
    until: datetime
    invitation: str = ""
    handle: str = ""
    called: str = ""
    address: str = ""
    to: str = "/"


def check_page(path: str) -> None:
    """Raise OpenIdError for what is no page of this site: a browser is sent nowhere else."""
    if len(path) > LONGEST_PAGE or not _PAGE.fullmatch(path) or path.startswith("/api/"):
        raise OpenIdError("a page to go to is a path of this site, such as /desk")


def check_issuer(issuer: str) -> None:
    """Raise OpenIdError for what can be no issuer: it has TLS, but on this machine."""
    try:
        parts = urlsplit(issuer)
        secure = parts.scheme == "https" or (parts.scheme == "http" and _here(parts.hostname or ""))
        good = secure and bool(parts.hostname) and not (parts.query or parts.fragment)
        good = good and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        good = False
    if not good or not issuer.isascii() or not issuer.isprintable() or " " in issuer:
        raise OpenIdError("an issuer is an address such as https://id.example, as it names itself")


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def origin_of(address: str) -> str:
    """The scheme, host and port of an address; empty of what is none."""
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    except (KeyError, ValueError):
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname else ""


def discovered(provider: Provider, described: bytes) -> Endpoints:
    """Where a provider is asked, of its description. Raises OpenIdError.

    Whatever it names must lie at the issuer itself: nothing is sent anywhere else.
    """
    found = _object(described, "the description of the provider")
    if found.get("issuer") != provider.issuer:
        raise OpenIdError(f"what describes itself at {provider.issuer} is another issuer")
    named = [found.get(f"{what}_endpoint") for what in ("authorization", "token")]
    named.append(found.get("jwks_uri"))
    for address in named:
        if not isinstance(address, str) or origin_of(address) != origin_of(provider.issuer):
            raise OpenIdError(f"{provider.issuer} names an address that is not its own")
    challenges = found.get("code_challenge_methods_supported", ["S256"])
    if not isinstance(challenges, list) or "S256" not in challenges:
        raise OpenIdError(f"{provider.issuer} does not take S256, which PKCE needs here")
    ways = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    by_post = "client_secret_basic" not in ways if isinstance(ways, list) else False
    names_itself = found.get("authorization_response_iss_parameter_supported") is True
    return Endpoints(str(named[0]), str(named[1]), str(named[2]), names_itself, by_post)


def begin(provider: Provider, party: str, moment: datetime, **coming: str) -> Begun:
    """A new sign-in of somebody of a party; `coming` is what else of `Begun` they said."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Begun(
        provider.name, provider.issuer, party, state, nonce, verifier, moment + LASTS, **coming
    )


def address_for(provider: Provider, endpoints: Endpoints, begun: Begun, back: str) -> str:
    """Where the browser is sent; it comes back to `back`."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
    from authlib.oauth2.rfc7636 import create_s256_code_challenge

    return str(
        prepare_grant_uri(
            endpoints.authorization,
            provider.client,
            "code",
            redirect_uri=back,
            scope="openid",
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
        )
    )


def code_of(
    begun: Begun, endpoints: Endpoints, answer: Sequence[tuple[str, str]], moment: datetime
) -> str:
    """The code that a browser brings back, where it began this and came from there (RFC 9207).

    `answer` are the parameters as they came. Raises OpenIdError.
    """
    given = dict(answer)
    if len(given) != len(answer):
        raise OpenIdError("the answer has a parameter twice")
    if not hmac.compare_digest(given.get("state", "").encode(), begun.state.encode()):
        raise OpenIdError("the answer is not to what this browser began")
    if moment >= begun.until:
        raise OpenIdError("the answer came too late")
    named = given.get("iss")
    if (endpoints.names_itself or named is not None) and named != begun.issuer:
        raise OpenIdError("the answer is not of the provider that was asked")
    if "error" in given:
        raise OpenIdError(f"the provider refused: {given['error'][:80]!r}")
    if not given.get("code"):
        raise OpenIdError("the answer has no code")
    return given["code"]


def token_request(
    provider: Provider, endpoints: Endpoints, begun: Begun, code: str, back: str
) -> tuple[Mapping[str, str], bytes]:
    """The headers and the body with which a code is handed in for a token."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": begun.verifier,
    }
    headers = {"content-type": "application/x-www-form-urlencoded"}
    if provider.secret and not endpoints.by_post:
        both = f"{quote_plus(provider.client)}:{quote_plus(provider.secret)}"
        headers["authorization"] = f"Basic {b64encode(both.encode()).decode()}"
    else:
        form["client_id"] = provider.client
        if provider.secret:
            form["client_secret"] = provider.secret
    return headers, urlencode(form).encode()


def subject_of(
    provider: Provider, begun: Begun, answered: bytes, keys: bytes, moment: datetime
) -> str:
    """Whom the provider says it was, by a token that it signed for this sign-in alone.

    `answered` is its answer to the request for a token, `keys` are those that it publishes. Raises
    OpenIdError.
    """
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError

    tokens = _object(answered, "the answer to a code")
    signed = tokens.get("id_token")
    if not isinstance(signed, str):
        raise OpenIdError("the answer to a code has no token that says who it was")
    try:
        token = jwt.decode(signed, _keys_in(keys), algorithms=list(SIGNED))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OpenIdError(f"the token is not signed by the provider: {error}") from None
    claims, now = token.claims, int(moment.timestamp())
    audience = claims.get("aud")
    if provider.client not in (audience if isinstance(audience, list) else [audience]):
        raise OpenIdError("the token is for another audience")
    if claims.get("iss") != provider.issuer or begun.issuer != provider.issuer:
        raise OpenIdError("the token is of another issuer")
    if claims.get("nonce") != begun.nonce:
        raise OpenIdError("the token is for another sign-in")
    told: dict[str, Any] = {"nonce": begun.nonce, "client_id": provider.client}
    told["access_token"] = tokens.get("access_token")
    try:
        CodeIDToken(claims, token.header, params=told).validate(now=now, leeway=LEEWAY)
        fresh = now - OLDEST <= int(claims["iat"])
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OpenIdError(f"the token does not stand: {error}") from None
    if not fresh:
        raise OpenIdError("the token was made too long ago")
    return check_subject(claims.get("sub"))


def check_subject(subject: object) -> str:
    """The name of a user at a provider, where it can be one. Raises OpenIdError."""
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT:
        raise OpenIdError(f"a user at a provider is named in 1 to {SUBJECT} characters")
    if not (subject.isascii() and subject.isprintable()):
        raise OpenIdError("a user at a provider is named in printable ASCII characters")
    return subject


def _keys_in(published: bytes) -> Any:
    """The keys that a provider signs with: what encrypts, and what is a shared secret, is left."""
    from joserfc.jwk import KeySet

    found = _object(published, "what the provider publishes as its keys").get("keys")
    lines = found if isinstance(found, list) else []
    fit = [
        line
        for line in lines
        if isinstance(line, dict) and line.get("kty") in KINDS and line.get("use") != "enc"
    ]
    if not fit:
        raise OpenIdError("the provider publishes no keys to sign with")
    return KeySet.import_key_set({"keys": fit})


def _object(content: bytes, what: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise OpenIdError(f"{what} is not a JSON object")
    return found
