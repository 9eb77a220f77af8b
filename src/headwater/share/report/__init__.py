"""The review as one page of HTML that needs nothing but itself. The door is ``render_report``."""

from headwater.share.report.page import render_report

__all__ = ["render_report"]
