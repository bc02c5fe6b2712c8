import pytest

from floor.site.cards import ALPHABET, lock_for, new_code, opens, plain


def test_a_code_is_printed_in_three_groups_of_letters_that_cannot_be_misread():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split("-")] == [4, 4, 4]
        assert set(plain(code)) <= set(ALPHABET)
    assert not set("0O1ILU") & set(ALPHABET)


@pytest.mark.parametrize("typed", ["K7QM-2WXP-9RTD", "k7qm2wxp9rtd", " K7QM 2WXP 9RTD ", "k7-qm 2w.xp_9rtd"])
def test_case_spaces_and_dashes_do_not_matter(typed):
    assert opens(lock_for("K7QM-2WXP-9RTD"), typed)


@pytest.mark.parametrize("typed", ["", "K7QM-2WXP-9RTE", "K7QM-2WXP", "K7QM-2WXP-9RTD-K"])
def test_no_other_code_opens_it(typed):
    assert not opens(lock_for("K7QM-2WXP-9RTD"), typed)


def test_the_same_code_never_makes_the_same_lock():
    assert lock_for("K7QM-2WXP-9RTD") != lock_for("K7QM-2WXP-9RTD")


@pytest.mark.parametrize("lock", ["", "nonsense", "s1$$", "s2$AAAA$AAAA", "s1$AAAAAAAAAAAAAAAAAAAAAA==$AAAA"])
def test_an_erased_or_damaged_lock_opens_to_nothing(lock):
    assert not opens(lock, "K7QM-2WXP-9RTD")
    assert not opens(lock, "")
