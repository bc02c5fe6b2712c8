"""The wind tunnel: what statutes will do with members, computed before anyone adopts them. Pure: a law and a register in, figures out."""

from .figures import Figures, figures_for, figures_of
from .registers import NotARegister, Register, made_up

__all__ = ["Figures", "NotARegister", "Register", "figures_for", "figures_of", "made_up"]
