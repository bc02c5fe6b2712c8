"""What pages and prints show of a poll: read, put in words, drawn. Nothing here writes."""
