"""假如: the past under other limits, another calendar or another assessment policy.

The facts stay what they are; only what was counted from them is counted again.
"""

from api.reports.simulation.comparing import FigureChange, OrderChange, UnitChange
from api.reports.simulation.hypothesis import Hypothesis, SimulationRefused, read_hypothesis
from api.reports.simulation.recounting import Recounted
from api.reports.simulation.request import KnownCity, SimulationRequest
from api.reports.simulation.running import Simulation, simulate

__all__ = [
    "FigureChange",
    "Hypothesis",
    "KnownCity",
    "OrderChange",
    "Recounted",
    "Simulation",
    "SimulationRefused",
    "SimulationRequest",
    "UnitChange",
    "read_hypothesis",
    "simulate",
]
