"""Match over HTTP: the Reconciliation API of OpenRefine, and the matching API of OpenSanctions. The door is ``serve``."""

from headwater.web.app import build_app
from headwater.web.server import serve

__all__ = ["build_app", "serve"]
