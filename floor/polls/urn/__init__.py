"""The urn: what a paper can say, how it is sealed, cast, opened and published."""
