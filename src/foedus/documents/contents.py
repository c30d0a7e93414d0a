"""The content of a file as an input: its bytes, or the text of them where a door has only texts."""

from binascii import a2b_base64
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LARGEST: Final = 200_000_000
"""In bytes: hours of traffic of a large exercise; a longer recording can be cut."""
ENCODED: Final = -(-LARGEST // 3) * 4
"""Characters that so many bytes fill in base64."""
NOT_ENCODED: Final = "is not the content of a file in base64, as JSON holds bytes"
TOO_LARGE: Final = f"is larger than {LARGEST / 1e6:,.0f} MB, the most that is read"


def _content(given: Any) -> bytes:
    """The bytes; refused by its length before it is decoded."""
    if not isinstance(given, bytes | str):
        raise PydanticCustomError("content_encoding", NOT_ENCODED)
    if len(given) > (LARGEST if isinstance(given, bytes) else ENCODED):
        raise PydanticCustomError("content_size", TOO_LARGE)
    if isinstance(given, bytes):
        return given
    try:
        return a2b_base64(given, strict_mode=True)
    except ValueError:
        raise PydanticCustomError("content_encoding", NOT_ENCODED) from None


class _Encoded:
    """Says in a JSON Schema that bytes are a text in base64."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "contentEncoding": "base64", "maxLength": ENCODED}


Content: TypeAlias = Annotated[bytes, BeforeValidator(_content), _Encoded()]
