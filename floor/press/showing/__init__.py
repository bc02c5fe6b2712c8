"""What pages and prints show of the press: read and put in words. Nothing here writes."""
