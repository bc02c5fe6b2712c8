"""The pages of the house: the tree, bodies, seats and whose power they hold, the register, one's own page, forms for acts."""
