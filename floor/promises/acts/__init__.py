"""What can be done about promises: undertake, report, dispute, ask, send, demand, answer. Each file is one of these."""

from . import demanding, disputing, falling_due, reporting, sending, undertaking  # noqa: F401
