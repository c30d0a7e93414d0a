"""Ask for known vulnerabilities of what the lock pins, and say how much could be asked about.

    python scripts/audit.py REQUIREMENTS

REQUIREMENTS is what `uv export` writes of the lock. pip-audit says "no known vulnerabilities" also
where the service knows none of the packages, or is not reached; here that is said as it is.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any


def told(packages: Sequence[Mapping[str, Any]]) -> tuple[list[str], bool]:
    """What pip-audit found, in lines, and whether no package is known to be vulnerable."""
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, "
        + (f"mended in {', '.join(fault['fix_versions'])}" if fault["fix_versions"] else "no fix")
        for package in packages
        for fault in package.get("vulns", ())
    ]
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    audited = len(packages) - len(unknown)
    if not audited:
        nothing = f"nothing could be audited: of {len(packages)} packages the service knows none"
        return [nothing], True
    lines = faults or [f"no vulnerability is known of {audited} packages"]
    if unknown:
        lines.append(f"{len(unknown)} packages could not be audited: {', '.join(unknown)}")
    return lines, not faults


def main() -> None:
    """Print what was found; the status is 1 where a vulnerability is known."""
    run = subprocess.run(
        ["pip-audit", "--disable-pip", "--format", "json", "--requirement", sys.argv[1]],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        packages = json.loads(run.stdout)["dependencies"]
    except ValueError:
        why = (run.stderr.strip() or "it printed nothing").splitlines()[-1]
        print(f"nothing could be audited: {why}")
        return
    lines, fine = told(packages)
    print("\n".join(lines))
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
