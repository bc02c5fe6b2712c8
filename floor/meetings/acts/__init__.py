"""What can be done about meetings: call, open, enter, speak, move, decide, close. Each file is one of these."""

from . import (  # noqa: F401
    access,
    agenda_items,
    amending,
    asking_shops,
    asking_to_speak,
    attending,
    calling,
    closing,
    going_on,
    having_the_floor,
    hindering,
    minority,
    moving,
    moving_dates,
    opening,
    petitioning,
    putting,
    refused,
    ruling,
    taking_up,
)
