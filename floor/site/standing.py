"""Who is here: the member signed in by card or link, for pages and acts alike."""
from __future__ import annotations


class WhoIsHere:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.member = None
        return self.get_response(request)


def of_this_house(request):
    return {}
