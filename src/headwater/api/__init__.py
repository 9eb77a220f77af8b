"""The public functions: the order of work, and nothing else."""

from headwater.api.identify import identify
from headwater.api.lists import diff_lists, fetch_list, list_entities, list_statements, read_list, rescreen, show_list
from headwater.api.match import compare, match

__all__ = [
    "compare",
    "diff_lists",
    "fetch_list",
    "identify",
    "list_entities",
    "list_statements",
    "match",
    "read_list",
    "rescreen",
    "show_list",
]
