"""The HTTP application: which address answers what, and what every answer has in common."""

from collections.abc import Iterable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from headwater.errors import HeadwaterError
from headwater.party import PartyIndex
from headwater.reference import Tables
from headwater.web import entities, matching, reconcile
from headwater.web.directory import Directory

_OWN_ORIGINS: Final = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
_OWN_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]", "::1")


def build_app(
    index: PartyIndex, known: Tables, *, host: str = "127.0.0.1", origins: Iterable[str] = (), hosts: Iterable[str] = ()
) -> Starlette:
    """Return the application over an index of lists.

    Only requests that name this machine, or the host listened on, are answered: a page elsewhere cannot have its own name point
    here and ask through a browser.

    Args:
        index: the lists.
        known: the reference tables.
        host: the address listened on.
        origins: web origins, beside those of this machine, whose pages may ask from a browser.
        hosts: names, beside those of this machine, under which the service is known.
    """
    app = Starlette(
        routes=[
            Route("/", reconcile.reconcile, methods=["GET", "POST"]),
            Route("/healthz", health),
            Route("/readyz", health),
            Route("/catalog", matching.catalog),
            Route("/algorithms", matching.algorithms),
            Route("/match", matching.match, methods=["POST"]),
            Route("/match/{dataset}", matching.match, methods=["POST"]),
            Route("/search", matching.search),
            Route("/search/{dataset}", matching.search),
            Route("/entities/{id:path}", entities.entity),
            Route("/view/{id:path}", entities.view),
            Route("/preview/{id:path}", entities.preview),
            Route("/reconcile", reconcile.reconcile, methods=["GET", "POST"]),
            Route("/reconcile/suggest/entity", reconcile.suggest_entity),
            Route("/reconcile/suggest/type", reconcile.suggest_type),
            Route("/reconcile/suggest/property", reconcile.suggest_property),
            Route("/reconcile/extend/properties", reconcile.propose_properties),
            Route("/reconcile/{dataset}", reconcile.reconcile, methods=["GET", "POST"]),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[*_OWN_HOSTS, host, *hosts], www_redirect=False),
            Middleware(
                CORSMiddleware,
                allow_origins=list(origins),
                allow_origin_regex=_OWN_ORIGINS,
                allow_methods=["GET", "POST"],
                allow_headers=["content-type"],
            ),
        ],
        exception_handlers={HTTPException: _refused, HeadwaterError: _unusable},
    )
    app.state.directory = Directory(index, known)
    return app


async def health(request: Request) -> Response:  # noqa: ARG001 - the signature of an endpoint
    """Return that the lists are loaded and queries are answered."""
    return JSONResponse({"status": "ok"})


async def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001
    assert isinstance(error, HTTPException)
    return JSONResponse({"detail": error.detail}, status_code=error.status_code, headers=error.headers)


async def _unusable(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return JSONResponse({"detail": str(error)}, status_code=400)
