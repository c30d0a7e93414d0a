"""Sending notices by SMTP, within a time, and over TLS unless the server is on this machine."""

import logging
import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from socket import SHUT_RDWR
from typing import Any, Final

from foedus.errors import FoedusError
from foedus.nodes.configured import Mail, mail_of
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.nodes.people.letters import AT_ONCE, Letter, Letters

EVERY: Final = 10.0
"""Seconds between two looks at the queue."""
LOG = logging.getLogger("foedus.doors.rest")


class MailError(FoedusError):
    """A letter that could not be sent: just now, or `for_good`."""

    def __init__(self, told: str, *, for_good: bool = False) -> None:
        super().__init__(told)
        self.for_good = for_good


class _Held:
    """A client that is known before it connects, so that it can be cut off while it does."""

    sock: Any
    close: Any

    def __init__(self, held: "list[_Held]", *at: Any, **how: Any) -> None:
        held.append(self)
        super().__init__(*at, **how)


class _Plain(_Held, smtplib.SMTP):
    """Begins in the clear."""


class _Tls(_Held, smtplib.SMTP_SSL):
    """Begins with TLS."""


@dataclass(frozen=True)
class Post:
    """A mail server, and how many seconds it may take for one letter altogether."""

    mail: Mail
    seconds: float = 20.0

    def send(self, letter: Letter) -> None:
        """Hand a letter to the server. Raises MailError."""
        context = ssl.create_default_context()
        over, held = threading.Event(), list[_Held]()

        def cut() -> None:
            over.set()
            for client in held:
                with suppress(OSError, AttributeError):
                    client.sock.shutdown(SHUT_RDWR)

        timer = threading.Timer(self.seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            self._hand_over(held, letter, context)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            told = f"the mail server refused an address ({', '.join(map(str, codes))})"
            raise MailError(told, for_good=all(code >= 500 for code in codes)) from None
        except (OSError, smtplib.SMTPException, ValueError) as error:
            told = "it took too long" if over.is_set() else _said(error)
            raise MailError(f"the mail server {self.mail.host}: {told}") from None
        finally:
            timer.cancel()
            for client in held:
                with suppress(OSError, AttributeError):
                    client.close()

    def _hand_over(self, held: "list[_Held]", letter: Letter, context: ssl.SSLContext) -> None:
        at, time = (self.mail.host, self.mail.port), self.seconds
        client: _Plain | _Tls
        if self.mail.security == "tls":
            client = _Tls(held, *at, timeout=time, context=context)
        else:
            client = _Plain(held, *at, timeout=time)
        if self.mail.security == "starttls":
            client.starttls(context=context)
        if self.mail.user:
            client.login(self.mail.user, self.mail.password)
        client.send_message(message_of(self.mail, letter))
        with suppress(smtplib.SMTPException, OSError):  # it was taken: no matter how it parts
            client.quit()


def message_of(mail: Mail, letter: Letter) -> EmailMessage:
    """A letter as it is sent; no answer of a machine comes back to it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, letter.to, letter.subject
    made["Date"] = format_datetime(letter.made)
    made["Message-ID"] = make_msgid(letter.name, mail.sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


def deliver(letters: Letters, post: Post) -> int:
    """Look what waits, and send what is due; how many letters went out.

    The first that the server does not take ends it: the others wait for the next time.
    """
    letters.look()
    sent = 0
    for _ in range(AT_ONCE):
        letter = letters.due()
        if letter is None:
            break
        try:
            post.send(letter)
        except MailError as error:
            LOG.warning("a notice was not sent: %s", error)
            letters.failed(letter, for_good=error.for_good)
            if not error.for_good:
                break
        else:
            letters.sent(letter)
            sent += 1
    return sent


@contextmanager
def mailing(node: Node, every: float = EVERY) -> Iterator[None]:
    """Send the notices of a node, if it has a mail server, until this is left."""
    mail = mail_of(node)
    if mail is None:
        yield
        return
    over, letters, post = threading.Event(), Letters(node), Post(mail)

    def beat() -> None:
        while not over.wait(every):
            try:
                deliver(letters, post)
            except NodeError as error:  # the next time does what this one could not
                LOG.error("notices wait: %s", error)

    thread = threading.Thread(target=beat, daemon=True, name="mailing")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(2.0)  # a server that hangs does not hold up the end: its letter is tried anew


def _said(error: BaseException) -> str:
    """What a server answered, as its number; its words may repeat an address."""
    code = getattr(error, "smtp_code", None)
    return f"it answered {code}" if code else type(error).__name__
