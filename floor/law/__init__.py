"""What is allowed: the statutes language, the guarantees, the checker. Pure: nothing of Django, nothing of the other rooms."""
