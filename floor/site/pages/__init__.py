"""The pages that belong to no institution: the front, signing in, the guarantees, the operator, mistakes."""
