"""Questions that go down for decision, and what comes back: asked below, added up on the way, weighed, beside the delegates' own votes."""
