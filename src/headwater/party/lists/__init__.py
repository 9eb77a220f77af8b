"""Party lists: read them in any published format, show and compare them. The door is ``read_list``."""

from headwater.party.lists.bundled import bundled_list
from headwater.party.lists.changes import Change, changed_parties, changes
from headwater.party.lists.countries import Countries, countries_of
from headwater.party.lists.ftm import FTM_SCHEMES
from headwater.party.lists.ftm_out import ftm_entities, ftm_entity, ftm_id
from headwater.party.lists.read import read_list
from headwater.party.lists.statements import statements
from headwater.party.lists.summary import notes, summarise

__all__ = [
    "FTM_SCHEMES",
    "Change",
    "Countries",
    "bundled_list",
    "changed_parties",
    "changes",
    "countries_of",
    "ftm_entities",
    "ftm_entity",
    "ftm_id",
    "notes",
    "read_list",
    "statements",
    "summarise",
]
