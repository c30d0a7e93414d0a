"""`deposit`: the depositary enters what a state did about an instrument."""

from datetime import datetime

from pydantic import Field

from foedus.acting.declare import ActError, ActInputs, act, day_of, drafted
from foedus.acting.names import Text
from foedus.asking.declare import find
from foedus.asking.names import MaybeWithin, StateName, StateNames, WithinFramework
from foedus.asking.world import World
from foedus.catalogue.changes.change import instrument_of
from foedus.documents.numbers import Day
from foedus.model.entries import Draft
from foedus.model.people import Person
from foedus.record.applied import change_of
from foedus.record.contents.membership import Deed, Deposit


class DepositInput(ActInputs):
    """What a state did about an instrument, with the evidence of full powers."""

    instrument: WithinFramework = Field(
        description="The instrument, as nato/treaty", json_schema_extra={"positional": True}
    )
    state: StateName = Field(description="The state")
    deed: Deed = Field(
        description="signature, ratification, accession, reservation, notice-of-withdrawal or "
        "suspension"
    )
    powers: Text = Field(
        description="The full powers (VCLT 7): who signed them, and when; or why none are needed"
    )
    effect: Day | None = Field(
        None, description="The day on which it takes effect; a signature alone has none"
    )
    provision: MaybeWithin = Field(
        "", description="The provision that is reserved or suspended, as nato/art-5"
    )
    says: str = Field("", max_length=10_000, description="What the reservation says")
    towards: StateNames = Field(
        [], max_length=1, description="The state towards which it is suspended, if it is one"
    )


@act(
    "deposit",
    inputs=DepositInput,
    who=("depositary",),
    example={
        "instrument": "nato/treaty",
        "state": "FIN",
        "deed": "accession",
        "effect": "2023-04-04",
        "powers": "Signed by the President of Finland, 2023-03-23",
    },
)
def deposit(world: World, inputs: DepositInput, actor: Person, moment: datetime) -> Draft:
    """Enter what a state did about an instrument: the node's world is the catalogue with it.

    What makes no sense in the catalogue of that day is refused: the accession of a party, the
    withdrawal of one that is none, or before its clock has run.
    """
    framework, instrument = instrument_of(world.catalogue, inputs.instrument)
    on = day_of(inputs, moment)
    binds = inputs.deed != "signature"
    if binds and inputs.effect is None:
        raise ActError(f"say from when the {inputs.deed} has effect", ("effect",))
    if not binds and inputs.effect is not None:
        raise ActError("a signature alone has no effect; leave `effect` out", ("effect",))
    if inputs.deed == "reservation" and not inputs.provision:
        raise ActError("say which provision is reserved", ("provision",))
    said = Deposit(
        deed=inputs.deed,
        instrument=f"{framework.id}/{instrument.id}",
        state=inputs.state,
        deposited=on,
        effect=inputs.effect,
        powers=inputs.powers,
        provision=inputs.provision,
        says=inputs.says,
        towards=tuple(inputs.towards),
    )
    if inputs.deed == "notice-of-withdrawal":
        _after_notice(world, said)
    if (change := change_of(said)) is not None:
        change.apply(world.catalogue)  # whatever makes no sense is refused there
    effect = f", with effect from {inputs.effect}" if inputs.effect else ""
    return drafted(
        inputs,
        actor,
        moment,
        framework=framework.id,
        content=said,
        told=f"{inputs.state}: {inputs.deed} of {said.instrument}{effect}.",
    )


def _after_notice(world: World, said: Deposit) -> None:
    """A withdrawal takes effect no earlier than the clock of the instrument has it."""
    notice = {"leaving": said.instrument, "state": said.state}
    answer = find("withdraw").ask(world, notice, said.deposited)
    free = answer.free_from or answer.earliest
    if free is not None and said.effect is not None and said.effect < free:
        told = f"a notice of {said.deposited} frees {said.state} on {free} at the earliest"
        raise ActError(f"{told}: {answer.lead}", ("effect",))
