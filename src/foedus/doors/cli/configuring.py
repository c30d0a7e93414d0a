"""What those who run a node set for it, on its machine: `foedus node configure` and `provider`."""

import os
from typing import Final

import click

from foedus.doors.cli.asnode import node_at, refusing
from foedus.doors.cli.progress import waiting

SECRET: Final = "FOEDUS_CLIENT_SECRET"
PASSWORD: Final = "FOEDUS_MAIL_PASSWORD"


@click.command()
@click.argument("place")
@click.option("--site", help="Where people reach it: https://baltic.example.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy before the server that is believed which certificate a client has. Repeatable.",
)
@click.option(
    "--certificate-header",
    "header",
    metavar="NAME",
    help="In which header it says so, in the form of RFC 9440; client-cert where left out.",
)
@click.option("--no-proxy", is_flag=True, help="Believe no proxy about certificates.")
@click.option("--mail-server", metavar="HOST:PORT", help="By which server notices go out.")
@click.option("--mail-from", metavar="ADDRESS", help="From whom notices come.")
@click.option(
    "--mail-security",
    type=click.Choice(("tls", "starttls", "none")),
    default="tls",
    show_default=True,
    help="How that server is secured; none is for one on this machine.",
)
@click.option("--mail-user", default="", help="As whom; FOEDUS_MAIL_PASSWORD has the password.")
@click.option("--no-mail", is_flag=True, help="Send no notices.")
def configure(
    place: str,
    site: str | None,
    proxies: tuple[str, ...],
    header: str | None,
    no_proxy: bool,
    mail_server: str | None,
    mail_from: str | None,
    mail_security: str,
    mail_user: str,
    no_mail: bool,
) -> None:
    """Set where people reach a node, whom it believes, how notices go out; prints what is set.

    A server that runs reads it when it starts again.
    """
    if no_proxy and proxies:
        raise click.UsageError("say --proxy ADDRESS or --no-proxy, not both")
    if header and not proxies:
        raise click.UsageError("--certificate-header goes with --proxy")
    if bool(mail_server) != bool(mail_from) or (mail_server and no_mail):
        raise click.UsageError("say --mail-server and --mail-from together, or --no-mail")
    with refusing(), waiting("node configure"):
        from foedus.nodes import configured

        with node_at(place) as found:
            if site is not None:
                configured.set_site(found, site.lower().rstrip("/"))
            if proxies or no_proxy:
                configured.set_proxies(found, proxies, (header or configured.USUAL_HEADER).lower())
            if mail_server and mail_from:
                host, _, port = mail_server.rpartition(":")
                security = next(s for s in configured.SECURITIES if s == mail_security)
                password = os.environ.get(PASSWORD, "")
                number = int(port) if port.isdecimal() and len(port) < 6 else 0
                mail = configured.Mail(host, number, mail_from, security, mail_user, password)
                configured.set_mail(found, mail)
            if no_mail:
                configured.set_mail(found, None)
            for name in (configured.SITE, configured.PROXIES, configured.HEADER):
                click.echo(f"{name}: {found.settings.get(name) or 'not set'}")
            sent = configured.mail_of(found)
            click.echo(f"mail: {f'{sent.host}:{sent.port}' if sent else 'not set'}")


@click.command()
@click.argument("place")
@click.argument("name", required=False)
@click.option("--issuer", help="What it calls itself: https://id.example.")
@click.option("--client", help="What this node is called there.")
@click.option("--party", default="", help="Whose own it is; for all where left out.")
@click.option("--drop", is_flag=True, help="Let it go: nobody signs in there any more.")
def provider(
    place: str, name: str | None, issuer: str | None, client: str | None, party: str, drop: bool
) -> None:
    """Enter a provider of OpenID Connect at which people sign in; without NAME, list them.

    The secret of the client, if it has one, is read from FOEDUS_CLIENT_SECRET. Prints the address
    to which the provider sends people back, to be entered there.
    """
    with refusing(), waiting("node provider"):
        from foedus.identity.openid import Provider
        from foedus.nodes.configured import site_of
        from foedus.nodes.people.providers import Providers

        with node_at(place) as found:
            providers = Providers(found)
            if name is None:
                for one in providers.every():
                    click.echo(f"{one.name}  {one.issuer}  {one.party or 'all parties'}")
                return
            if drop:
                providers.drop(name)
                click.echo(f"Nobody signs in at {name} any more.")
                return
            if not issuer or not client:
                raise click.UsageError("say the --issuer and the --client")
            secret = os.environ.get(SECRET, "")
            site = site_of(found)
            providers.put(Provider(name, issuer, client, secret, party))
            click.echo(f"People sign in at {name}; it sends them back to {site}{BACK}/{name}")


BACK: Final = "/api/v1/sign-in/from"
