"""What is printed of meetings. The same values give the same bytes."""
