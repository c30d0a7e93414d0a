"""What to install where a library of one of foedus's extras is not there."""

import re

_BY_EXTRA = re.compile(r"^([\w.-]+).*extra\s*==\s*['\"](\w+)['\"]")


def advice(error: ModuleNotFoundError) -> str | None:
    """A sentence that says what brings the library; None where a module of foedus is missing."""
    library = (error.name or "").partition(".")[0]
    if not library or library == "foedus":
        return None
    return f"{library} is not installed; pip install 'foedus[{_extra(library)}]'"


def _extra(library: str) -> str:
    """The only extra that asks for a library; `all` where several do, or only a library does."""
    from importlib.metadata import PackageNotFoundError, requires  # of use where all else failed

    try:
        needs = requires("foedus") or []
    except PackageNotFoundError:  # run from a folder of sources
        return "all"
    asked = [match for need in needs if (match := _BY_EXTRA.match(need)) and match[2] != "all"]
    found = [m[2] for m in asked if _imported(m[1]) == library]
    return found[0] if len(found) == 1 else "all"


def _imported(distribution: str) -> str:
    name = distribution.lower().replace("-", "_")
    return name.removesuffix("_python").removeprefix("python_")
