"""Three C-17 for twelve nations: the hours are those of the programme, the rest is round."""

from typing import Any

PROGRAMME: dict[str, Any] = {
    "asset": "Strategic airlift",
    "currency": "USD",
    "unit_cost": 200000000,
    "fixed_cost": 300000000,
    "availability": 0.85,
    "capacity": 1250,
    "members": [
        {"nation": "USA", "demand": 1000},
        {"nation": "SWE", "demand": 550},
        {"nation": "NLD", "demand": 500},
        {"nation": "NOR", "demand": 400},
        {"nation": "ROU", "demand": 200},
        {"nation": "POL", "demand": 150},
        {"nation": "FIN", "demand": 100},
        {"nation": "BGR", "demand": 65},
        {"nation": "SVN", "demand": 60},
        {"nation": "HUN", "demand": 50},
        {"nation": "EST", "demand": 45},
        {"nation": "LTU", "demand": 45},
    ],
}
