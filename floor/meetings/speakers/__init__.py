"""The speakers' list: whose turn it is, how long they have, and the door through which members ask for the floor."""
