"""Drafts of public report forms, filled from a queued row: marked as drafts, never sent. The door is ``draft_report``."""

from headwater.share.draft.fill import Draft, DraftField, draft_report, forms_for
from headwater.share.draft.render import RENDERERS

__all__ = ["RENDERERS", "Draft", "DraftField", "draft_report", "forms_for"]
