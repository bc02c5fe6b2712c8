"""Other people's programs as witnesses. They live in an environment of their own (`make oracles`); elsewhere nothing here runs."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("pref_voting") else ["test_*.py"]
