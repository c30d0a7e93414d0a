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
from foedus.record.ledger.keys import Kind, Verifier


class RegisterKeyInput(ActInputs):
    """The public part of a key."""

    verifier: Text = Field(
        description="The key as name+hash+base64, as `foedus people key` prints it",
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
        key = Verifier.read(inputs.verifier)
    except LedgerError as error:
        raise ActError(str(error), ("verifier",)) from None
    if key.name != actor.party or key.kind is not Kind.NOTE:
        told = f"the key is named {key.name}; a key of {actor.party} is named {actor.party}"
        raise ActError(f"{told} (full powers name whom they are for: VCLT 7)", ("verifier",))
    return drafted(
        inputs,
        actor,
        moment,
        framework=inputs.framework,
        content=NationKey(inputs.verifier),
        told=f"{actor.party} signs with the key {key.name}+{key.key_id:08x} from now on.",
    )
