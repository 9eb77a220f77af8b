"""One listed party: as an entity, as a page, and as a preview to show in a frame."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from headwater.party import ListedParty, PartyList
from headwater.web.directory import Directory

_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}
_STYLE: Final = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:1rem;max-width:60rem;color-scheme:light dark}"
    "h1{font-size:1.15rem;margin:0 0 .4rem}dt{font-weight:600;margin-top:.5rem}dd{margin:0}p{margin:.6rem 0}"
)
_FEW: Final = 6


async def entity(request: Request) -> Response:
    """Return a listed party as an entity of FollowTheMoney."""
    directory: Directory = request.app.state.directory
    return JSONResponse(directory.entity(request.path_params["id"]))


async def view(request: Request) -> Response:
    """Return a page with all that the list says of a party."""
    directory: Directory = request.app.state.directory
    return _page(*directory.party(request.path_params["id"]), most=None)


async def preview(request: Request) -> Response:
    """Return a small page with the most that tells a party from others."""
    directory: Directory = request.app.state.directory
    return _page(*directory.party(request.path_params["id"]), most=_FEW)


def _page(party: ListedParty, party_list: PartyList, *, most: int | None) -> Response:
    sections = {
        "Programmes": list(party.programs),
        "Other names": [name.text for name in party.names[1:]],
        "Born": list(party.birth_dates),
        "Countries": list(party.countries),
        "Identifiers": [f"{found.label or found.scheme}: {found.written or found.value}" for found in party.identifiers],
        "Addresses": [address.text for address in party.addresses],
        "Ties": [f"{link.relation} {link.name or link.target_id or ''}" for link in party.links],
        "Remarks": [party.remarks] if party.remarks and most is None else [],
    }
    body = "".join(
        f"<dt>{escape(title)}</dt>" + "".join(f"<dd>{escape(value)}</dd>" for value in values[:most]) + _more(values, most)
        for title, values in sections.items()
        if values
    )
    where = f"{party_list.title}, {party_list.publisher}, version of {party_list.date or 'an unknown day'}, entry {party.row}"
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(party.name)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(party.name)}</h1>"
        f"<p>{escape(party.schema)}, {escape(party.id)}. {escape(where)}.</p><dl>{body}</dl>"
        "<p>A like name is a reason to look, and no finding about anybody.</p></body></html>",
        headers=_HEADERS,
    )


def _more(values: list[str], most: int | None) -> str:
    return f"<dd>and {len(values) - most} more</dd>" if most is not None and len(values) > most else ""
