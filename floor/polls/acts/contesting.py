"""Contesting a result on a listed ground, ruling on it, recounting."""
