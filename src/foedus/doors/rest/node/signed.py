"""Questions for somebody who signed in, answered in a process apart."""

from foedus.asking.world import World
from foedus.doors.rest.answers import AnswerFile, Given, filed, replied
from foedus.doors.rest.forms import Form
from foedus.doors.visiting import Visitor, world_for


def replied_to(world: World, visitor: Visitor, name: str, given: Given) -> bytes:
    """The reply to a question, of the record as the visitor may see it. Raises QuestionError."""
    return replied(world_for(world, visitor), name, given)


def filed_to(world: World, visitor: Visitor, name: str, given: Given, form: Form) -> AnswerFile:
    """The answer to a question as a file, as the visitor may see it. Raises QuestionError."""
    return filed(world_for(world, visitor), name, given, form)
