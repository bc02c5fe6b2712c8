"""The wind tunnel: what statutes will do with members, computed before anyone adopts them. Pure: a law and a register in, figures out."""
