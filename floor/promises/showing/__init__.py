"""What pages show of promises: in a bounded number of queries, counted in the database. Reads only; names nobody."""
