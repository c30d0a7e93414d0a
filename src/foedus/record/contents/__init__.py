"""What entries say, by family: a class for each kind, found here by being a `Content`."""

from foedus.record.contents import crisis, decisions, keeping, membership

__all__ = ["crisis", "decisions", "keeping", "membership"]
