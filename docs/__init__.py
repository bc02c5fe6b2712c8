"""The documentation: pages for people, `reference.py` that writes the reference from the code, and tests of both."""
