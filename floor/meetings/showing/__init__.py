"""What pages, minutes and other rooms show of meetings. Reads only."""

from . import minorities  # noqa: F401  it goes with the results of polls
