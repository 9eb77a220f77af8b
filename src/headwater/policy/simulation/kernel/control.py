"""Step 2, and what is found on the way: controllers, their effort, and what they remember."""

from typing import Any

from headwater.policy.simulation.kernel.chance import FOUND, uniform
from headwater.policy.simulation.kernel.compiled import compiled, inlined
from headwater.policy.simulation.kernel.constants import CONCAVITY
from headwater.policy.simulation.kernel.positions import CONTROL_LEARNING, DETECTION


@compiled
def set_effort(s: Any) -> None:
    """Move controllers' effort to the modes where they have found most; detection follows."""
    at, num, legs, seen, controllers, control_legs = s.at, s.num, s.legs, s.seen, s.controllers, s.control_legs
    for leg in range(legs.size):
        legs[leg].effort = 0.0
        legs[leg].told = 0.0
    for c in range(controllers.size):
        first, last = controllers[c].first_leg, controllers[c].last_leg
        n = last - first
        if n == 0:
            continue
        capacity, sharing = controllers[c].capacity, controllers[c].sharing
        total = 0.0
        for k in range(first, last):
            mode = legs[control_legs[k]].mode
            told = seen[c, mode]
            for other in range(controllers.size):
                if other != c:
                    told += sharing * seen[other, mode]
            legs[control_legs[k]].signal = told
            total += told
        for k in range(first, last):
            leg = legs[control_legs[k]]
            part = 1.0 if total <= 0.0 else 0.5 + 0.5 * n * leg.signal / total
            leg.effort += (capacity / 100.0) ** CONCAVITY * part
            leg.told = max(leg.told, sharing)
    for i in range(legs.size):
        missed = 1.0 - num[at[DETECTION] + i]
        if legs[i].effort > 0.0:
            missed = missed ** (1.0 + legs[i].effort)
        legs[i].detect = 1.0 - missed * legs[i].rule


@inlined
def travel(s: Any, way: Any, agent: Any, t: Any, run: Any) -> Any:
    """Return the leg on which a load of an agent is found, or -1."""
    ways, legs, way_legs = s.ways, s.legs, s.way_legs
    u = uniform(run, agent.key, t, FOUND)
    found = -1
    if agent.known > 0 or u >= ways[way].passed:
        passed = 1.0
        for k in range(ways[way].first_leg, ways[way].last_leg):
            leg = legs[way_legs[k]]
            detect = leg.detect
            if agent.known > 0 and leg.told > 0.0:
                # Services that share what they know look twice at somebody another one has found.
                detect = 1.0 - (1.0 - detect) ** (1.0 + leg.told)
            passed *= 1.0 - detect
            if u >= passed:
                found = way_legs[k]
                break
    return found


@compiled
def report(s: Any, leg: Any, weighed: Any) -> None:
    """Let the controllers of a leg remember what was found on it."""
    at, num, controllers, control_legs, seen, legs = s.at, s.num, s.controllers, s.control_legs, s.seen, s.legs
    for c in range(controllers.size):
        for k in range(controllers[c].first_leg, controllers[c].last_leg):
            if control_legs[k] == leg:
                seen[c, legs[leg].mode] += num[at[CONTROL_LEARNING] + c] * weighed


@compiled
def forget(s: Any) -> None:
    """Let what controllers have seen fade by a month."""
    at, num, controllers, modes, seen = s.at, s.num, s.controllers, s.modes, s.seen
    for c in range(controllers.size):
        share = num[at[CONTROL_LEARNING] + c]
        for mode in range(modes.size):
            seen[c, mode] *= 1.0 - share
