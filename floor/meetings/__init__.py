"""The room of meetings: from the notice on the board to a resolution that is carried out."""
