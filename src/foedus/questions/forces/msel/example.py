"""A morning of an exercise at sea; made up."""

from typing import Any

EVENTS: dict[str, Any] = {
    "exercise": "cable-watch",
    "name": "Cable Watch",
    "starts": "2026-03-02T06:00:00Z",
    "ends": "2026-03-05T18:00:00Z",
    "objectives": [
        {"id": "O1", "text": "Report a suspicious vessel within 30 minutes"},
        {"id": "O2", "text": "Hand over to the police"},
        {"id": "O3", "text": "Inform the public"},
    ],
    "players": [
        {"id": "frigate", "name": "The frigate", "nation": "NOR"},
        {"id": "staff", "name": "The staff", "nation": "JEF"},
    ],
    "injects": [
        {
            "id": "1",
            "at": "2026-03-02T08:00:00Z",
            "from": "coastguard",
            "to": ["frigate"],
            "means": "radio",
            "text": "Unknown vessel over the cable",
            "expected": "Report and shadow",
            "due": "2026-03-02T08:30:00Z",
            "objectives": ["O1"],
            "given": "2026-03-02T08:00:00Z",
            "done": "2026-03-02T10:00:00Z",
        },
        {
            "id": "2",
            "at": "2026-03-03T09:00:00Z",
            "from": "police",
            "to": ["staff"],
            "means": "telephone",
            "text": "Asks for the evidence",
            "expected": "Hand it over",
            "due": "2026-03-03T12:00:00Z",
            "objectives": ["O2"],
            "after": ["1"],
            "given": "2026-03-03T09:00:00Z",
        },
    ],
    "observations": [
        {
            "id": "B1",
            "at": "2026-03-02T10:00:00Z",
            "observer": "Observer 4",
            "player": "frigate",
            "objective": "O1",
            "inject": "1",
            "text": "The report took two hours",
            "rating": "not met",
        }
    ],
    "lessons": [
        {
            "id": "L1",
            "exercise": "cable-watch",
            "objective": "O1",
            "status": "endorsed",
            "observation": "The report took two hours where 30 minutes were expected",
            "discussion": "The frigate could not speak on the coastguard's channel",
            "conclusion": "Warships need that channel for such a report",
            "recommendation": "Fit the channel",
            "owner": "the naval staff",
            "due": "2026-12-31",
        }
    ],
}
