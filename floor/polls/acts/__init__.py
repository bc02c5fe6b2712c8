"""What can be done about polls: call, nominate, open, close, count, contest, recall. Each file is one of these."""

from . import (  # noqa: F401
    calling,
    campaigning,
    closing,
    codes,
    contesting,
    counting_again,
    demanding,
    hands,
    listing,
    moving,
    nominating,
    opening,
    petitioning,
    questions,
    recounting,
    refused,
    sheets,
    striking,
    substituting,
    tied,
)
