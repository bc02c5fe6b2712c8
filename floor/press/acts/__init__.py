"""What can be done in the press: write, edit, reply, correct, post, take down, support, mail, ask for the digest."""

from . import correcting, digesting, editing, mailing, platforms, posting, refused, replying, writing  # noqa: F401
