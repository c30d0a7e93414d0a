"""What a browser answers is anything at all until it is proved: it is refused in a sentence."""

import random
from typing import Any

import pytest

from foedus.identity import passkeys
from foedus.identity.passkeys import PasskeyError
from foedus.record.passkeys import decoded, encoded
from tests.device import Device

SITE = "https://baltic.example"
CHALLENGE = "c-1"
ODD: tuple[Any, ...] = (None, 0, True, [], {}, "", "é", "AA", "=", "A" * 5_000, {"response": 1})


def answers() -> tuple[dict[str, Any], dict[str, Any], Device]:
    device = Device(SITE)
    made = device.make({"challenge": encoded(CHALLENGE.encode())})
    return made, device.sign(encoded(CHALLENGE.encode())), device


def test_a_passkey_is_kept_and_proves_itself() -> None:
    made, signed, _ = answers()
    kept = passkeys.enrolled(made, CHALLENGE, SITE)
    assert passkeys.challenge_in(made) == CHALLENGE
    assert passkeys.asserted(signed, CHALLENGE, SITE, kept.public, kept.counter) == 2


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_changed_is_refused_and_nothing_else_is_raised(seed: int) -> None:
    draw = random.Random(seed)
    made, signed, device = answers()
    kept = passkeys.enrolled(made, CHALLENGE, SITE)

    def changed(answer: dict[str, Any]) -> dict[str, Any]:
        response = dict(answer["response"])
        name = draw.choice(sorted(response))
        if draw.random() < 0.3:
            response[name] = draw.choice(ODD)
            return {**answer, "response": response}
        if draw.random() < 0.2:
            part = draw.choice(("id", "rawId", "type", "response"))
            return {**answer, part: draw.choice(ODD)}
        content = bytearray(decoded(response[name]))
        at = draw.randrange(len(content))
        if draw.random() < 0.5:
            content[at] ^= 1 << draw.randrange(8)
        else:
            del content[at : at + draw.randrange(1, 40)]
        return {**answer, "response": {**response, name: encoded(bytes(content))}}

    refused = 0
    for _ in range(150):
        for answer, judged in (
            (made, lambda a: passkeys.enrolled(a, CHALLENGE, SITE)),
            (signed, lambda a: passkeys.asserted(a, CHALLENGE, SITE, kept.public, kept.counter)),
        ):
            try:
                judged(changed(answer))
            except PasskeyError:
                refused += 1
            # what is not signed may change: a passkey attests nothing of its making, and
            # a part that a browser adds says nothing
    assert refused > 200
    for odd in ODD:
        for function in (passkeys.challenge_in, passkeys.client_data):
            with pytest.raises(PasskeyError):
                function({"response": {"clientDataJSON": odd}})
            with pytest.raises(PasskeyError):
                function({"response": odd})
    with pytest.raises(PasskeyError):
        passkeys.der_of(b"\xa0")
    assert passkeys.der_of(kept.public) == device.public


def test_what_is_signed_may_not_change_by_a_bit() -> None:
    made, signed, _ = answers()
    kept = passkeys.enrolled(made, CHALLENGE, SITE)
    for name, text in signed["response"].items():
        content = decoded(text)
        for at in range(0, len(content), 7):
            wrong = bytearray(content)
            wrong[at] ^= 1
            response = {**signed["response"], name: encoded(bytes(wrong))}
            with pytest.raises(PasskeyError):
                passkeys.asserted(
                    {**signed, "response": response}, CHALLENGE, SITE, kept.public, kept.counter
                )
