"""An act of another package, in one module, and the package as pip installs it."""

from pathlib import Path

MODULE = '''
from pydantic import Field

from foedus.acting.declare import ActInputs, act, drafted
from foedus.model.entries import Content


class Toast(Content, frozen=True):
    """A toast at a dinner."""

    kind = "toast"
    letters = "TO"
    to: str


class ToastInput(ActInputs):
    """To whom."""

    whom: str = Field(description="To whom", json_schema_extra={"positional": True})


@act("toast", inputs=ToastInput, who=("head-of-delegation",), example={"whom": "the host"})
def toast(world, inputs, actor, moment):
    """Raise a glass to somebody."""
    return drafted(
        inputs, actor, moment, framework="nato", content=Toast(inputs.whom),
        told=f"{actor.party} raises a glass to {inputs.whom}.",
    )
'''


def install(folder: Path) -> None:
    """A package as pip installs one: a module, and the metadata with its entry point."""
    info = folder / "other_toast-1.0.dist-info"
    info.mkdir()
    (folder / "other_toast.py").write_text(MODULE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other-toast\nVersion: 1.0\n")
    points = "[foedus.acts]\ntoast = other_toast:toast\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
