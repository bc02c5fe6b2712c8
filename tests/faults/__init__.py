"""What may go wrong while acts are done: many at once, a kill at any instant, a full disk, an operator with the database open."""
