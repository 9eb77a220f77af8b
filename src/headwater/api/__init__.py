"""The public functions: the order of work, and nothing else."""

from headwater.api.identify import identify
from headwater.api.match import compare, match

__all__ = ["compare", "identify", "match"]
