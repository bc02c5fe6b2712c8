"""What can be done in the house, by theme. Importing this registers every act."""

from . import cards, clock, elections, founding, mandates, members, merging, statutes, units  # noqa: F401
