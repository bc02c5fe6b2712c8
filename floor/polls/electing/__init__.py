"""Electing: who can stand, who follows, how lists are counted, on what grounds and by whom a result is judged."""
