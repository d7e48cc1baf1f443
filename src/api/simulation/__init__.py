"""假如: the past under other limits, another calendar or another assessment policy.

The facts stay what they are; only what was counted from them is counted again.
"""

from api.simulation.asking import Asked, Known
from api.simulation.comparing import FigureChange, OrderChange, UnitChange
from api.simulation.recounting import Recounted
from api.simulation.running import Simulation, simulate
from api.simulation.supposing import SimulationRefused, Supposed, supposed

__all__ = [
    "Asked",
    "FigureChange",
    "Known",
    "OrderChange",
    "Recounted",
    "Simulation",
    "SimulationRefused",
    "Supposed",
    "UnitChange",
    "simulate",
    "supposed",
]
