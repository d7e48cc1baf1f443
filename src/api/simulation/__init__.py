"""假如: the past under other limits, another calendar or another assessment policy.

The facts stay what they are; only what was counted from them is counted again.
"""

from api.simulation.comparing import FigureChange, OrderChange, UnitChange
from api.simulation.hypothesis import Hypothesis, SimulationRefused, read_hypothesis
from api.simulation.recounting import Recounted
from api.simulation.request import Known, SimulationRequest
from api.simulation.running import Simulation, simulate

__all__ = [
    "FigureChange",
    "Hypothesis",
    "Known",
    "OrderChange",
    "Recounted",
    "Simulation",
    "SimulationRefused",
    "SimulationRequest",
    "UnitChange",
    "read_hypothesis",
    "simulate",
]
