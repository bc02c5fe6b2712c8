"""The tunnel with the members there are: what the statutes in force do with this register, and what proposed ones would."""
