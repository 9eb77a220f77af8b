"""What data say: observed series and dated events, a posterior of the uncertain numbers, forecasts and their scores."""

from headwater.policy.inference.events import Event, read_events
from headwater.policy.inference.forecast import WIDTH, Forecast, forecast, forecast_csv, write_forecast
from headwater.policy.inference.hindcast import Hindcast, Summary, hindcast_table, hindcasts, summaries
from headwater.policy.inference.holdout import HeldOut, held_out, summary
from headwater.policy.inference.observations import Point, Series, read_observations
from headwater.policy.inference.posterior import (
    Marginal,
    Posterior,
    Soundness,
    Worlds,
    calibrate,
    calibrated,
    calibration_csv,
    write_calibration,
)
from headwater.policy.inference.scores import QUANTILES, damped_trend, persistence, weighted_interval_score

__all__ = [
    "QUANTILES",
    "WIDTH",
    "Event",
    "Forecast",
    "HeldOut",
    "Hindcast",
    "Marginal",
    "Point",
    "Posterior",
    "Series",
    "Soundness",
    "Summary",
    "Worlds",
    "calibrate",
    "calibrated",
    "calibration_csv",
    "damped_trend",
    "forecast",
    "forecast_csv",
    "held_out",
    "hindcast_table",
    "hindcasts",
    "persistence",
    "read_events",
    "read_observations",
    "summaries",
    "summary",
    "weighted_interval_score",
    "write_calibration",
    "write_forecast",
]
