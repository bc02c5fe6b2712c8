"""Up the levels: questions that go down for decision and come back as a return, apportionment, the pyramid as a picture."""
