"""What those who run a node set for it, beside what it was made with.

They do so on its machine, not through a door. What is a secret is sealed. A server that runs reads
it when it starts.
"""

import re
from ipaddress import ip_network
from typing import Final, Literal, TypeAlias, get_args

import msgspec
from sqlalchemy import delete, insert

from foedus.nodes.errors import NodeError, told
from foedus.nodes.kept import Kept
from foedus.nodes.tables import settings

SITE: Final = "site"
"""Where people reach the node: https://baltic.example."""
PROXIES: Final = "proxies"
"""The addresses of the proxies before the server that are believed what certificate they saw."""
HEADER: Final = "certificate-header"
"""In which header they say so."""
MAIL: Final = "mail"
"""The mail server, sealed."""
USUAL_HEADER: Final = "client-cert"
"""The header of RFC 9440."""
_SITE: Final = re.compile(
    r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?"
)
_NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,63}")


def site_of(node: Kept) -> str:
    """Where people reach a node. Raises NodeError where that is not set."""
    found = node.settings.get(SITE, "")
    if not found:
        told_ = "it is not set where people reach this node"
        raise NodeError(f"{told_}; `foedus node configure PLACE --site https://NAME` sets it")
    return found


def set_site(node: Kept, site: str) -> None:
    """Say where people reach a node. Raises NodeError."""
    if not _SITE.fullmatch(site):
        raise NodeError("a site is an address such as https://baltic.example, without a path")
    put(node, SITE, site)


def set_proxies(node: Kept, addresses: tuple[str, ...], header: str = USUAL_HEADER) -> None:
    """Say which proxies are believed about certificates, in which header. Raises NodeError.

    With no addresses none is.
    """
    if not _NAME.fullmatch(header):
        raise NodeError("a header is named in small letters, digits and dashes")
    for address in addresses:
        try:
            network = ip_network(address)
        except ValueError:
            raise NodeError(
                f"{address!r} is not an address such as 10.0.0.5 or 10.0.0.0/30"
            ) from None
        if network.num_addresses > LARGEST:
            raise NodeError(f"{address} has more than {LARGEST} addresses; name those of the proxy")
    put(node, PROXIES, " ".join(addresses))
    put(node, HEADER, header)


LARGEST: Final = 256
"""Addresses in a network that is named as a proxy's: a wider one believes strangers."""


def put(node: Kept, name: str, value: str) -> None:
    """Set something for a node; an empty value unsets it. Raises AwayError."""
    with told(node.database.told), node.database.writing() as connection:
        connection.execute(delete(settings).where(settings.c.name == name))
        if value:
            connection.execute(insert(settings), {"name": name, "value": value})
    node.__dict__.pop("settings", None)  # read anew by whoever asks next


Security: TypeAlias = Literal["tls", "starttls", "none"]
SECURITIES: Final[tuple[Security, ...]] = get_args(Security)
_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}|\[?[0-9a-fA-F:]{2,45}\]?")
_SENDER: Final = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")


class Mail(msgspec.Struct, frozen=True):
    """A mail server: where it is, how it is secured, as whom, and from whom notices come."""

    host: str
    port: int
    sender: str
    security: Security = "tls"
    user: str = ""
    password: str = ""


def set_mail(node: Kept, mail: Mail | None) -> None:
    """Say by which server notices go out; by none. Raises NodeError."""
    if mail is None:
        put(node, MAIL, "")
        return
    site_of(node)  # which every notice names
    if not _HOST.fullmatch(mail.host) or not 0 < mail.port < 65_536:
        raise NodeError("a mail server is named as smtp.example:465")
    if not _SENDER.fullmatch(mail.sender):
        raise NodeError("notices come from an address such as foedus@baltic.example")
    if mail.security not in SECURITIES:
        raise NodeError(f"a mail server is secured by {', '.join(SECURITIES)}")
    if mail.security == "none" and mail.host not in ("127.0.0.1", "localhost", "::1"):
        raise NodeError("a mail server on another machine needs TLS: tls, or starttls")
    put(node, MAIL, node.sealer.wrap(MAIL, msgspec.json.encode(mail)).hex())


def mail_of(node: Kept) -> Mail | None:
    """The server by which notices go out, if any."""
    sealed = node.settings.get(MAIL, "")
    if not sealed:
        return None
    return msgspec.json.decode(node.sealer.unwrap(MAIL, bytes.fromhex(sealed)), type=Mail)
