"""A call whose history is real (Malabar 2024 and 2025, La Perouse 2025) and whose rest is ours."""

from typing import Any

QUAD = ["AUS", "IND", "JPN", "USA"]
NINE = ["AUS", "CAN", "FRA", "GBR", "IDN", "IND", "MYS", "SGP", "USA"]
ASW = "anti-submarine warfare"


def call(**changes: Any) -> dict[str, Any]:
    """The call, with some of its fields otherwise."""
    return {
        "name": "Quad maritime programme",
        "year": 2026,
        "years": 2,
        "currency": "USD",
        "fades": 4,
        "candidates": [
            malabar("malabar-26", 2026),
            malabar("malabar-27", 2027),
            {
                "id": "staff-26",
                "name": "Staff exercise",
                "type": "cpx",
                "participants": ["India", "Japan"],
                "host": "JPN",
                "objectives": ["replenishment at sea"],
                "cost": 400_000,
                "starts": "2026-04-01",
                "ends": "2026-10-01",
                "days": 5,
            },
        ],
        "gaps": [
            {"nations": ["IND", "JPN"], "objective": "replenishment at sea", "weight": 5},
            {"nations": ["AUS", "IND"], "objective": ASW, "weight": 5},
            {"nations": ["GBR", "JPN"], "domain": "maritime", "weight": 1},
        ],
        "budgets": [{"year": 2026, "amount": 12_000_000}, {"year": 2027, "amount": 12_000_000}],
        "history": [
            held("malabar-24", "2024-10-08", "2024-10-19", QUAD, "IND", [ASW]),
            held("la-perouse-25", "2025-01-16", "2025-01-25", NINE, "FRA", ["boarding"]),
            held("malabar-25", "2025-11-10", "2025-11-19", QUAD, "USA", [ASW]),
        ],
        **changes,
    }


def malabar(identifier: str, year: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": f"Malabar {year}",
        "type": "live",
        "participants": QUAD,
        "host": QUAD,
        "domains": ["maritime", "air"],
        "objectives": [ASW],
        "cost_per_participant": 2_500_000,
        "starts": f"{year}-09-01",
        "ends": f"{year}-12-01",
        "days": 11,
        **changes,
    }


def held(
    identifier: str,
    starts: str,
    ends: str,
    participants: list[str],
    host: str,
    objectives: list[str],
) -> dict[str, Any]:
    return {
        "id": identifier,
        "name": identifier,
        "starts": starts,
        "ends": ends,
        "participants": participants,
        "host": host,
        "domains": ["maritime"],
        "objectives": objectives,
        "source": "the navies' own announcements",
    }


def lesson(**changes: Any) -> dict[str, Any]:
    return {
        "id": "L-1",
        "exercise": "malabar-25",
        "objective": ASW,
        "observation": "Contact reports came in two formats",
        "discussion": "Two navies had not loaded the agreed one",
        "conclusion": "A format is common only once it has been tested",
        "recommendation": "Test it a month before",
        "owner": "the lead navy",
        "status": "endorsed",
        "due": "2026-06-30",
        **changes,
    }
