"""`register-key`: put on record the key with which a nation signs what it does."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, drafted
from foedus.acting.names import Text
from foedus.asking.names import FrameworkId
from foedus.asking.world import World
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.contents.keeping import NationKey
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind
from foedus.record.passkeys import Passkey
from foedus.record.signed import key_of


class RegisterKeyInput(ActInputs):
    """The public part of a key."""

    verifier: Text = Field(
        description="The key as name+hash+base64, as `foedus people key` prints it, or a passkey "
        "as your account shows it",
        json_schema_extra={"positional": True},
    )
    framework: FrameworkId = Field(description="The framework of the node")


@act(
    "register-key",
    inputs=RegisterKeyInput,
    who=("head-of-delegation",),
    example={
        "verifier": "EST+e88eb207+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        "framework": "nato",
    },
)
def register_key(world: World, inputs: RegisterKeyInput, actor: Person, moment: datetime) -> Draft:
    """Put on record the key with which a nation signs what it does.

    The name in the key is the nation's id, as full powers name whom they are for (VCLT 7). To
    annul the entry revokes the key.
    """
    try:
        key = key_of(inputs.verifier)
    except LedgerError as error:
        raise ActError(str(error), ("verifier",)) from None
    signs = isinstance(key, Passkey) or key.kind is Kind.NOTE
    if key.name != actor.party or not signs:
        told = f"the key is named {key.name}; a key of {actor.party} is named {actor.party}"
        raise ActError(f"{told} (full powers name whom they are for: VCLT 7)", ("verifier",))
    called = f"the key {key.name}+{key.key_id:08x}"
    if isinstance(key, Passkey):
        called = f"the passkey {key.name}+{key.key_id:08x}, made for {key.origin},"
    return drafted(
        inputs,
        actor,
        moment,
        framework=inputs.framework,
        content=NationKey(inputs.verifier),
        told=f"{actor.party} signs with {called} from now on.",
    )
