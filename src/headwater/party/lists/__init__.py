"""Party lists: read them in any published format, show and compare them. The door is ``read_list``."""

from headwater.party.lists.bundled import bundled_list
from headwater.party.lists.read import read_list

__all__ = ["bundled_list", "read_list"]
