"""The public face: what `import foedus` gives. `mypy` reads `tests/typing` for what it types."""

import subprocess
import sys

import pytest

import foedus


def test_every_name_of_the_face_is_there_and_listed() -> None:
    assert set(foedus.__all__) <= set(dir(foedus))
    for name in foedus.__all__:
        assert getattr(foedus, name) is not None
    with pytest.raises(AttributeError, match="module 'foedus' has no attribute 'horoscope'"):
        _ = foedus.horoscope  # type: ignore[attr-defined]


def test_importing_foedus_loads_none_of_it() -> None:
    program = """
import sys, foedus
assert not [name for name in sys.modules if name.startswith("foedus.")]
assert not {"pydantic", "msgspec", "polars", "pandas", "click", "rich"} & set(sys.modules)
foedus.load()
assert not {"pydantic", "polars", "pandas", "importlib.metadata"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
