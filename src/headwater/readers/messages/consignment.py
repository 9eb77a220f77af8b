"""What manifest messages share: values given for a message, a consignment or an item, and how a row is made of them."""

from collections.abc import Iterator, Sequence
from typing import Final

from headwater.readers.messages.table import Row

_PARTIES: Final = tuple(
    f"{role}_{attribute}"
    for role in ("shipper", "consignee", "notify")
    for attribute in ("name", "address", "country", "phone", "email", "id")
)
SHIPMENT_HEADINGS: Final = (
    *("shipment_id", "date", "mode", "carrier", "transport_id", "master_bill", "house_bill", "containers"),
    *("origin_country", "destination_country", "transit_countries", "port_of_loading", "port_of_discharge"),
    *_PARTIES,
    *("description", "hs_code", "gross_kg", "net_kg", "packages", "package_type", "value", "currency", "message type"),
)
_MEASURES: Final = frozenset({"gross_kg", "net_kg", "packages", "value", "package_type"})


def rows_of(head: Row, consignments: Sequence[tuple[Row, Sequence[Row]]]) -> Iterator[dict[str, str]]:
    """Yield one row an item of each consignment, or one a consignment that lists no items.

    What is said of the whole holds for its parts, except weights, counts and values: those of several parts are not those of
    the whole, and are taken over only by a part that is the only one. Several items of one consignment are told apart as
    ``NUMBER/1``, ``NUMBER/2``.
    """
    for consignment, items in consignments:
        alone = len(consignments) == 1
        # A manifest lists all containers of the ship first; each of several consignments names its own.
        said = head if alone else {name: text for name, text in head.items() if name != "containers"}
        whole = {**_inherited(said, alone=alone), **consignment}
        if not items:
            yield whole
        for place, item in enumerate(items, 1):
            row = {**_inherited(whole, alone=len(items) == 1), **item}
            if len(items) > 1 and row.get("shipment_id"):
                row["shipment_id"] = f"{row['shipment_id']}/{place}"
            yield row


def _inherited(whole: Row, *, alone: bool) -> dict[str, str]:
    return {name: text for name, text in whole.items() if alone or name not in _MEASURES}


def put(target: dict[str, str], name: str, text: str | None) -> None:
    """Set a value that is not there yet."""
    if text and text.strip():
        target.setdefault(name, text.strip())


def add(target: dict[str, str], name: str, text: str | None, by: str = ";") -> None:
    """Add a value to those that are there."""
    if text and text.strip():
        target[name] = f"{target[name]}{by}{text.strip()}" if target.get(name) else text.strip()
