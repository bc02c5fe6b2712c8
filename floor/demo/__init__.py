"""A living organisation to look at: founded, elected and run by the same acts as any other. Nobody in it is real."""
