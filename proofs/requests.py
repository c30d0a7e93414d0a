"""No request breaks the server: it answers each as its OpenAPI document says.

    python proofs/requests.py [--seed N]

Requests to every operation are made up from the document, right ones and wrong ones. None may lead
to a fault of the server, or to an answer that the document does not know.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import schemathesis
from hypothesis import strategies as st
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

import foedus
from foedus.doors.rest.app import create_app
from proofs.exploring import WHOLE, Part, explore

MANY, FEW = 60, 20
"""Requests of the whole proof for an operation; those with a body may be long to answer."""

PATIENCE = 300.0
"""In seconds; how fast it answers is not what is proved."""


def on_every_operation(app: Any, part: Part) -> dict[str, int]:
    """The requests that were made to each operation.

    A schema cannot say which questions make sense, so what is refused is not held against it.
    """
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    made: dict[str, int] = {}
    for operation in (found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)):
        requests = operation.as_strategy()

        def holds(data: st.DataObject, requests: Any = requests) -> None:
            data.draw(requests).call_and_validate(
                excluded_checks=[positive_data_acceptance, negative_data_rejection],
                timeout=PATIENCE,
            )

        whole = MANY if operation.method == "get" else FEW
        made[operation.label] = explore(holds, whole, part)
    return made


def main() -> None:
    """Run the whole, and say what was proved."""
    parser = argparse.ArgumentParser(description="No request breaks the server.")
    parser.add_argument("--seed", type=int, default=WHOLE.seed)
    seed = parser.parse_args().seed
    made = on_every_operation(create_app(foedus.load()), Part(seed, 1))
    for label, requests in made.items():
        print(f"{requests:5} requests, {label}: each answered as described")
    print(f"proved on {sum(made.values())} requests to {len(made)} operations, with seed {seed}")


if __name__ == "__main__":
    main()
