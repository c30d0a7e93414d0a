"""A real provider of OpenID Connect, started on this machine, and somebody's browser at it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from joserfc.jwk import RSAKey

FOLDER = Path(__file__).resolve().parents[2] / "provider"
MISSING = "the provider of OpenID Connect needs Node and `npm ci --prefix tests/provider`"
CLIENT, SECRET = "foedus", "a secret of the tests: +/%"
SITE = "https://localhost"
BACK = f"{SITE}/api/v1/sign-in/from"


def installed() -> bool:
    return shutil.which("node") is not None and (FOLDER / "node_modules/oidc-provider").is_dir()


@dataclass(frozen=True)
class Running:
    """A provider that runs: what it calls itself, and the key that it signs with."""

    issuer: str
    key: Any

    def visit(self, address: str, account: str) -> str:
        """What a browser brings back in which somebody signs in there: the address at the end."""
        with httpx.Client(headers={"x-account": account}) as browser:
            for _ in range(10):
                found = browser.get(address)
                address = str(found.url.join(found.headers.get("location", "")))
                if not address.startswith(self.issuer):
                    return address
        raise AssertionError(f"the provider answered {found.status_code}: {found.text[:500]}")


@contextmanager
def running(names: tuple[str, ...]) -> Iterator[Running]:
    """A provider at which this node may send people back from those names."""
    key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [f"{BACK}/{name}" for name in names],
        "response_types": ["code"],
        "grant_types": ["authorization_code"],
    }
    given = json.dumps({"keys": [key.as_dict(private=True)], "clients": [client]})
    started = subprocess.Popen(
        ["node", str(FOLDER / "server.mjs"), given],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert started.stdout is not None
        yield Running(started.stdout.readline().strip(), key)
    finally:
        started.terminate()
        started.communicate()
