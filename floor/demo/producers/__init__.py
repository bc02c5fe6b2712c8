"""The plan of 1920-21 at its own size: three unions, seven levels from shop to nation, a million members.

Read in the order in which it happens: country (where), statutes (by what law), beginning (founding, factories, register),
electing (from the shops to the top), resolution (down and up), recalled (from below), refused (from above), power (whose is it).
"""
