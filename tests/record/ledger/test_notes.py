"""Keys, notes and checkpoints: the examples of the C2SP specifications, and what they refuse."""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives import serialization as form
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind, Signature, Signer, Verifier, cosigned_at
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.note import LARGEST, Note, signature_of

FOO = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
MESSAGE = """\
This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The keys and the note of the documentation of Go's sumdb/note."""
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PETERS_NOTE = """\
If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""  # noqa: E501
SOFA = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""  # noqa: E501

LOG = Signer("example.org/baltic", bytes(range(32)))
OTHER = Signer("example.org/other", bytes(32))
WITNESS = Signer("witness.example/dnk", b"w" * 32, Kind.COSIGNATURE)
CHECKPOINT = Checkpoint("example.org/baltic", 3, b"r" * 32)


@pytest.mark.parametrize(("key", "content"), [(FOO, MESSAGE), (PETER, PETERS_NOTE)])
def test_the_examples_of_the_specification_and_of_go_hold(key: str, content: str) -> None:
    verifier, note = Verifier.read(key), Note.read(content.encode())
    assert str(verifier) == key
    assert bytes(note) == content.encode()
    assert [signed.by for signed in note.opened([verifier])] == [verifier]


def test_what_go_signed_is_signed_alike_with_the_same_key() -> None:
    signer = Signer.read(PETER_SECRET)
    assert str(signer.verifier) == PETER
    assert signer.secret == PETER_SECRET
    assert bytes(Note(Note.read(PETERS_NOTE.encode()).text).signed(signer)).decode() == PETERS_NOTE


def test_any_changed_byte_of_a_note_is_refused() -> None:
    verifier, content = Verifier.read(FOO), MESSAGE.encode()
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1
        with pytest.raises(LedgerError):
            Note.read(bytes(changed)).opened([verifier])


def test_unknown_signatures_are_passed_over_and_carried_along() -> None:
    note = CHECKPOINT.signed(OTHER, LOG)
    note = note.beside(WITNESS.sign(note.text, time=1_800_000_000))
    again = Note.read(bytes(note))
    assert again == note
    assert [signed.by for signed in again.opened([LOG.verifier])] == [LOG.verifier]
    assert [signed.by.name for signed in again.opened([WITNESS.verifier, OTHER.verifier])] == [
        "example.org/other",
        "witness.example/dnk",
    ]
    with pytest.raises(LedgerError, match="no key that is trusted here signed this note"):
        again.opened([Signer(LOG.name, b"x" * 32).verifier])


def test_a_wrong_signature_of_a_known_key_spoils_the_note() -> None:
    wrong = Signature(OTHER.name, OTHER.verifier.key_id, LOG.sign(CHECKPOINT.text).content)
    note = CHECKPOINT.signed(LOG).beside(wrong)
    assert note.opened([LOG.verifier])
    with pytest.raises(LedgerError, match=r"signature of example\.org/other"):
        note.opened([LOG.verifier, OTHER.verifier])


def test_a_key_signs_anew_in_the_place_of_what_it_signed_before() -> None:
    first = WITNESS.sign(CHECKPOINT.text, time=1)
    note = CHECKPOINT.signed(LOG).beside(first).beside(WITNESS.sign(CHECKPOINT.text, time=2))
    (signed,) = note.opened([WITNESS.verifier])
    assert (len(note.signatures), cosigned_at(signed.signature)) == (2, 2)


def test_a_cosignature_holds_for_its_time_and_its_checkpoint_alone() -> None:
    line = WITNESS.sign(CHECKPOINT.text, time=1_679_315_147)
    assert signature_of(str(line)) == line
    assert cosigned_at(line) == 1_679_315_147
    assert WITNESS.verifier.verifies(CHECKPOINT.text, line)
    later = Signature(line.name, line.key_id, bytes([*line.content[:7], 1, *line.content[8:]]))
    assert not WITNESS.verifier.verifies(CHECKPOINT.text, later)
    assert not WITNESS.verifier.verifies(CHECKPOINT.text.replace("3", "4"), line)
    short = Signature(line.name, line.key_id, line.content[:-1])
    assert not WITNESS.verifier.verifies(CHECKPOINT.text, short)
    with pytest.raises(LedgerError, match="signed with its time"):
        WITNESS.sign(CHECKPOINT.text)
    with pytest.raises(LedgerError, match="signed with its time"):
        LOG.sign(CHECKPOINT.text, time=1)
    # The message, as the specification prints it, under the plain key of the same seed.
    plain = Signer(WITNESS.name, WITNESS.seed)
    printed = f"cosignature/v1\ntime 1679315147\n{CHECKPOINT.text}"
    assert line.content[8:] == plain.sign(printed).content


def test_a_key_comes_back_from_each_of_its_forms() -> None:
    made = Signer.generate("baltic", Kind.COSIGNATURE)
    assert made != Signer.generate("baltic", Kind.COSIGNATURE)
    assert Signer.read(made.secret) == made
    assert Verifier.read(str(made.verifier)) == made.verifier
    assert Signer.from_pem("baltic", made.pem(), Kind.COSIGNATURE) == made
    sealed = made.pem(b"secret")
    assert b"ENCRYPTED" in sealed
    assert Signer.from_pem("baltic", sealed, Kind.COSIGNATURE, b"secret") == made
    for passphrase in (None, b"wrong"):
        with pytest.raises(LedgerError, match="key of baltic cannot be read"):
            Signer.from_pem("baltic", sealed, passphrase=passphrase)
    assert made.seed.hex() not in repr(made)
    assert repr(made.seed) not in repr(made)


def test_a_key_of_another_kind_in_pem_is_refused() -> None:
    pem = generate_private_key(SECP256R1()).private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    with pytest.raises(LedgerError, match="not an Ed25519 key"):
        Signer.from_pem("baltic", pem)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("", "not a verifier key"),
        ("a+b", "not a verifier key"),
        (FOO.replace("530d903a", "530d903b"), "has the hash 530d903a"),
        (FOO.replace("530d903a", "530D903A"), "has the hash 530d903a"),
        (FOO.replace("foo", "fog"), "has the hash"),
        (FOO.replace("/", " "), "names no key"),
        (FOO[:-4], "32 bytes long, not 29"),
        (FOO[:-1] + "=", "base64"),
        (FOO.replace("Aeky", "Auky"), "kind is neither"),
    ],
)
def test_a_broken_verifier_key_is_refused(key: str, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        Verifier.read(key)


WEAK_KEYS = """
0000000000000000000000000000000000000000000000000000000000000000
0100000000000000000000000000000000000000000000000000000000000000
0100000000000000000000000000000000000000000000000000000000000080
26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05
26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85
c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a
ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
"""  # the points of small order, and two written otherwise


@pytest.mark.parametrize("public", WEAK_KEYS.split())
def test_a_weak_key_for_which_anybody_can_sign_is_refused(public: str) -> None:
    with pytest.raises(LedgerError, match="the key of baltic is weak"):
        Verifier("baltic", bytes.fromhex(public))


@pytest.mark.parametrize("secret", ["", PETER, PETER_SECRET[:-1], PETER_SECRET.replace("c7", "c8")])
def test_a_broken_private_key_is_refused_without_being_shown(secret: str) -> None:
    with pytest.raises(LedgerError, match="private key") as refused:
        Signer.read(secret)
    assert "AYEKFALV" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "blank line"),
        (b"text\n", "blank line"),
        (b"text\n\n", "blank line"),
        (b"text\n\n\xe2\x80\x94 a AAAAAAA=", "blank line"),
        (b"text\xff\n\n\xe2\x80\x94 a AAAAAAA=\n", "UTF-8"),
        (b"te\txt\n\n\xe2\x80\x94 a AAAAAAA=\n", "control"),
        (b"text\n\n\xe2\x80\x94 a AAAAAA==\n", "too short"),
        (b"text\n\n\xe2\x80\x94 a AAAAAA=\n", "base64"),
        (b"text\n\n\xe2\x80\x94 a+b AAAAAAA=\n", "a line of a signature"),
        (b"text\n\n- a AAAAAAA=\n", "a line of a signature"),
        (b"text\n\n" + b"\xe2\x80\x94 a AAAAAAA=\n" * 101, "at most 100"),
        (b"t" * (LARGEST + 1), "at most 1 MB"),
    ],
)
def test_what_is_not_a_note_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        Note.read(content)


def test_the_example_checkpoint_of_the_specification_is_read() -> None:
    note = Note.read(SOFA.encode())
    checkpoint = Checkpoint.read(note.text)
    assert checkpoint == Checkpoint(
        "example.com/behind-the-sofa",
        20852163,
        b64decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="),
    )
    assert checkpoint.text == note.text
    assert cosigned_at(note.signatures[1]) == 1679315147  # as the specification prints it


def test_a_checkpoint_is_opened_by_the_keys_of_its_log() -> None:
    with_lines = Checkpoint(LOG.name, 0, b"0" * 32, ("beat 17", "—"))
    note = Note.read(bytes(with_lines.signed(LOG, OTHER)))
    assert KeySet.of(LOG.verifier).checkpoint(note, LOG.name) == with_lines
    with pytest.raises(LedgerError, match=r"a checkpoint of example\.org/baltic, and not of"):
        KeySet.of(LOG.verifier).checkpoint(note, "example.org/nordic")
    with pytest.raises(LedgerError, match="no key that is trusted"):
        KeySet.of(WITNESS.verifier).checkpoint(note, LOG.name)


ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "three lines"),
        (f"a\n1\n{ROOT}", "three lines"),
        ("a\n1\n", "three lines"),
        (f"\n1\n{ROOT}\n", "not empty"),
        (f"a\n01\n{ROOT}\n", "leading zeros"),
        (f"a\n-1\n{ROOT}\n", "leading zeros"),
        (f"a\n{2**63}\n{ROOT}\n", "leading zeros"),
        (f"a\n٣\n{ROOT}\n", "leading zeros"),
        (f"a\n1\n{ROOT[:-4]}\n", "32 bytes"),
        (f"a\n1\n{ROOT[:-2]}J=\n", "base64"),
        (f"a\n1\n{ROOT}\n\nx\n", "not empty"),
        (f"a\n1\n{ROOT}\n\n", "not empty"),
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str, why: str) -> None:
    with pytest.raises(LedgerError, match=why):
        Checkpoint.read(text)
