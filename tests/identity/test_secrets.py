"""Secrets are shown once, and passphrases are kept as argon2id makes them."""

from datetime import UTC, datetime, timedelta

import pytest

from foedus.identity import passphrases, secrets

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def test_what_is_kept_of_a_secret_is_its_hash_and_it_ends() -> None:
    secret = secrets.fresh()
    kept = secrets.held(secret, "p-1", "token", NOW, lasts=timedelta(days=999), scopes=("read",))
    assert secret not in repr(kept)
    assert kept.hash == secrets.hashed(secret)
    assert kept.expires == NOW + secrets.LASTS["token"]
    assert kept.good(NOW)
    assert not kept.good(kept.expires)
    assert (kept.allows("read"), kept.allows("position")) == (True, False)


@pytest.mark.parametrize("text", ["", "x", "foedus_", "foedus_" + "a" * 42, "Foedus_" + "a" * 43])
def test_a_text_that_cannot_be_a_secret_is_kept_as_nothing(text: str) -> None:
    assert secrets.hashed(text) == ""


@pytest.mark.parametrize("weak", ["short", "passwordpassword", "foedusfoedus", "x" * 201])
def test_a_passphrase_that_is_short_or_easily_guessed_is_refused_without_repeating_it(
    weak: str,
) -> None:
    with pytest.raises(passphrases.PassphraseError) as refused:
        passphrases.check(weak)
    assert weak not in str(refused.value)


def test_a_passphrase_matches_what_was_kept_of_it_and_nobody_is_known_by_none() -> None:
    good = "seven herons over Kihnu"
    passphrases.check(good)
    kept = passphrases.kept(good)
    assert passphrases.matches(good, kept)
    assert not passphrases.matches("seven herons over Ruhnu", kept)
    assert not passphrases.matches(good, "")
    assert not passphrases.outdated(kept)
    shipped = "$argon2id$v=19$m=65536,t=3,p=4$"
    assert kept.startswith(shipped)
    assert passphrases._NOBODY.startswith(shipped)  # nobody takes as long as somebody
