"""What a meeting decides: motions and their order, what is put to the vote, and how the count reaches what hangs on it."""
