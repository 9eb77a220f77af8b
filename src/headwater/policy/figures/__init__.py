"""Draw the results of a run or a comparison as PNG files and one page that needs nothing else.

Every figure shows one dimension at a time: shares by place, tier or class of modes, never a way from one to another.
"""

from headwater.policy.figures.drawing import draw_figures

__all__ = ["draw_figures"]
