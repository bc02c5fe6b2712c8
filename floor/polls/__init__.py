"""The room of polls: every asking of a question to an electorate, from the announcement to the result that carries itself out."""
