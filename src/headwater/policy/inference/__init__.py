"""What data say: observed series and dated events, a posterior of the uncertain numbers, forecasts and their scores."""

from headwater.policy.inference.events import Event, read_events
from headwater.policy.inference.forecast import Forecast, forecast, forecast_csv, write_forecast
from headwater.policy.inference.observations import Point, Series, read_observations
from headwater.policy.inference.posterior import Marginal, Posterior, Worlds, calibrate, calibration_csv, write_calibration
from headwater.policy.inference.scores import QUANTILES, damped_trend, persistence, weighted_interval_score

__all__ = [
    "QUANTILES",
    "Event",
    "Forecast",
    "Marginal",
    "Point",
    "Posterior",
    "Series",
    "Worlds",
    "calibrate",
    "calibration_csv",
    "damped_trend",
    "forecast",
    "forecast_csv",
    "persistence",
    "read_events",
    "read_observations",
    "weighted_interval_score",
    "write_calibration",
    "write_forecast",
]
