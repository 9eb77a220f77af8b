"""What is it: a text, number or structure -> a substance, and the law of the day. The doors are ``identify`` and ``assess``."""

from headwater.substance.assess import assess
from headwater.substance.completeness import incomplete_lists
from headwater.substance.duties import DUTY_SCHEMA, record_duties
from headwater.substance.identification import Caution, Control, Identification, Substance
from headwater.substance.identify import identify
from headwater.substance.obligations import Obligation, country, obligations_for

__all__ = [
    "DUTY_SCHEMA",
    "Caution",
    "Control",
    "Identification",
    "Obligation",
    "Substance",
    "assess",
    "country",
    "identify",
    "incomplete_lists",
    "obligations_for",
    "record_duties",
]
