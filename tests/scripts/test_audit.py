"""The audit says what is known, and never takes silence for safety."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import audit

SKIPPED = {"name": "click", "skip_reason": "Dependency not found on PyPI and could not be audited"}
FINE = {"name": "rich", "version": "13.9", "vulns": []}
FAULTY = {
    "name": "pyyaml",
    "version": "5.3",
    "vulns": [
        {"id": "PYSEC-2021-142", "fix_versions": ["5.4"]},
        {"id": "PYSEC-2099-1", "fix_versions": []},
    ],
}


def test_where_no_package_is_known_nothing_was_audited() -> None:
    lines, fine = audit.told([SKIPPED, {**SKIPPED, "name": "rich"}])
    assert lines == ["nothing could be audited: of 2 packages the service knows none"]
    assert fine


def test_what_was_not_audited_is_named_beside_what_was() -> None:
    lines, fine = audit.told([FINE, SKIPPED])
    assert lines == [
        "no vulnerability is known of 1 packages",
        "1 packages could not be audited: click",
    ]
    assert fine


def test_a_known_vulnerability_is_named_with_its_fix_and_fails() -> None:
    lines, fine = audit.told([FINE, FAULTY])
    assert lines == [
        "pyyaml 5.3: PYSEC-2021-142, mended in 5.4",
        "pyyaml 5.3: PYSEC-2099-1, no fix",
    ]
    assert not fine
