"""People: what they may do, and how they prove who they are. Pure; what is kept is in `nodes`."""
