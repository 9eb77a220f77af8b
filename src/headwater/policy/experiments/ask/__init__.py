"""Questions in plain words about one control, and their answers."""

from headwater.policy.experiments.ask.answer import Answer, ask
from headwater.policy.experiments.ask.page import page
from headwater.policy.experiments.ask.understanding import TEMPLATES, Question, understand

__all__ = ["TEMPLATES", "Answer", "Question", "ask", "page", "understand"]
