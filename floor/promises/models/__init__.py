"""What stands of promises: undertakings, reports to those who elected, missions, and demands with their answers."""

from .demands import Demand, DemandAnswer, DemandList
from .missions import DelegationStatement, Mission, Sent
from .reports import Report
from .undertakings import Undertaking, UndertakingFigure, UndertakingStep

__all__ = [
    "DelegationStatement", "Demand", "DemandAnswer", "DemandList", "Mission", "Report", "Sent", "Undertaking", "UndertakingFigure",
    "UndertakingStep",
]  # fmt: skip
