"""What was done: acts, the Merkle log, checkpoints, verifying. The core is pure; the store is Django's."""
