import re

import pytest

from .visiting import FOR_MEMBERS, FOR_THE_SECRETARY, PUBLIC

#: What a strict policy would silently break: styles and scripts in the page.
_INLINE = re.compile(r"<script|<style|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)


@pytest.mark.parametrize("page", PUBLIC + FOR_MEMBERS + FOR_THE_SECRETARY)
def test_no_page_needs_what_the_policy_forbids(secretary, page):
    answer = secretary.get(page)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
    if answer["Content-Type"].startswith("text/html"):
        assert not _INLINE.findall(answer.content.decode()), page


def test_what_a_member_sees_is_not_kept_by_anything_between(secretary, anonymous):
    assert secretary.get("/me/")["Cache-Control"] == "private, no-store"
    assert secretary.get("/units/3/members/")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in anonymous.get("/statutes/")


def test_a_text_somebody_put_into_the_book_cannot_act_as_a_page(today, anonymous):
    sha = today.attach("<script>alert(1)</script>")
    answer = anonymous.get(f"/book/texts/{sha}/")
    assert answer["Content-Type"].startswith("text/plain") and "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["/", "/units/2/", "/statutes/", "/book/0/", "/sign-in/", "/nowhere/"])
def test_every_page_has_a_language_a_title_landmarks_and_a_way_past_the_menu(anonymous, page):
    html = anonymous.get(page).content.decode()
    assert '<html lang="en">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]{4,}</title>", html)
    assert (
        'href="#main"' in html
        and '<main id="main"' in html
        and "<header" in html
        and "<footer" in html
        and "<nav" in html
    )


def test_a_page_is_in_the_language_it_says_it_is_in(anonymous):
    """There is no German catalogue yet, so nobody is told that a page is German, and no date is."""
    html = anonymous.get("/units/2/", HTTP_ACCEPT_LANGUAGE="de").content.decode()
    assert '<html lang="en">' in html and "Oktober" not in html
