"""Paper sheets entered by two tellers who do not see each other's."""
