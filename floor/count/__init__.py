"""How votes become results: every counting and apportionment method, pure, in whole numbers, one module per named rule.

Nothing here knows of members, statutes or databases: candidates are numbers from 1, papers are arrays of whole numbers,
and a result comes with a full account of how it came about.
"""
