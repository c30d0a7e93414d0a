"""One type for each kind of name: the catalogue must know it, and it becomes the id.

The catalogue is the context of the validation. Where a document is read with none at hand, a name
stays as it is written, until a question is asked with it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetJsonSchemaHandler,
    ValidationInfo,
    WrapValidator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from foedus.catalogue.catalogue import Catalogue
from foedus.documents.faults import UNKNOWN
from foedus.documents.lists import listed
from foedus.documents.numbers import Figure
from foedus.errors import UnknownNameError, quoted
from foedus.model.events import Point

Find: TypeAlias = Callable[[Catalogue, str], str]

_POINT: Final = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*")


def point_in(text: str) -> Point | None:
    """The degrees north and east that a text gives, whether or not there is such a point."""
    match = _POINT.fullmatch(text)
    return Point(float(match[1]), float(match[2])) if match else None


@dataclass(frozen=True)
class Names:
    """Of what kind the names are that a field holds, for a form: its JSON Schema says so."""

    kind: str

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), "names": self.kind}


def _known(find: Find, none: str | None = None) -> AfterValidator:
    """What a name stands for; `none` is a text that names nothing, and may stand."""

    def known(name: Any, info: ValidationInfo) -> Any:
        if info.context is None or name == none or not isinstance(name, str):
            return name
        try:
            return find(info.context, name)
        except UnknownNameError as error:
            # told in a sentence only where somebody will read it: there may be a million
            raise PydanticCustomError(UNKNOWN, "is not known", {"error": error}) from None

    return AfterValidator(known)


def _state(catalogue: Catalogue, name: str) -> str:
    return catalogue.state(name).id


def _framework(catalogue: Catalogue, name: str) -> str:
    return catalogue.framework(name).id


def _within(catalogue: Catalogue, name: str) -> str:
    """A framework, and what is named in it as it stands."""
    framework, slash, rest = name.partition("/")
    return f"{catalogue.framework(framework).id}{slash}{rest}"


def _body(catalogue: Catalogue, name: str) -> str:
    return catalogue.body(name).id


def _unit_type(catalogue: Catalogue, name: str) -> str:
    return catalogue.unit_type(name).id


def _place(catalogue: Catalogue, name: str) -> str:
    """A place of the gazetteer, as it is written there if only one is meant; or degrees."""
    point = point_in(name)
    if point is None:
        return catalogue.sites.gazetteer.known(name)
    if abs(point.lat) > 90 or abs(point.lon) > 180:
        raise UnknownNameError(f"{quoted(name)} is not a latitude and a longitude")
    return name


def _each_once(given: Any, read: Callable[[Any], Any]) -> Any:
    """A mapping by names, of which no two may stand for the same."""
    found = read(given)
    if isinstance(given, Mapping) and len(found) < len(given):
        raise ValueError("names a state twice")
    return found


StateName: TypeAlias = Annotated[str, _known(_state), Names("state")]
"""A state by id, name or alias."""
MaybeState: TypeAlias = Annotated[str, _known(_state, none=""), Names("state")]
"""A state, or an empty text for none."""
ActorName: TypeAlias = Annotated[str, _known(Catalogue.someone), Names("actor")]
"""A state, or an actor that is none."""
FrameworkId: TypeAlias = Annotated[str, _known(_framework), Names("framework")]
MaybeFramework: TypeAlias = Annotated[str, _known(_framework, none=""), Names("framework")]
WithinFramework: TypeAlias = Annotated[str, _known(_within), Names("within")]
"""A framework, or something in it, such as `nato/art-5`."""
MaybeWithin: TypeAlias = Annotated[str, _known(_within, none=""), Names("within")]
BodyId: TypeAlias = Annotated[str, _known(_body)]
UnitTypeId: TypeAlias = Annotated[str, _known(_unit_type)]
KNOWN_PLACE: Final = _known(_place)
PLACES: Final = Names("place")
PlaceName: TypeAlias = Annotated[str, KNOWN_PLACE, PLACES]
"""A place by name, or its latitude and longitude."""

StateNames: TypeAlias = Annotated[list[StateName], BeforeValidator(listed)]
"""States in a list, or with commas between them."""
FiguresByState: TypeAlias = Annotated[dict[StateName, Figure], WrapValidator(_each_once)]
"""A figure for each state."""
EACH_ONCE: Final = WrapValidator(_each_once)
