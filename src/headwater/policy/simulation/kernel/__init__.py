"""One run of the model, month by month, compiled.

The numbered steps of ``months`` are the process overview of the ODD protocol.
Needs numba (extra ``policy``); import this package only where a simulation starts.
"""

from headwater.policy.simulation.kernel.months import simulate_batch

__all__ = ["simulate_batch"]
