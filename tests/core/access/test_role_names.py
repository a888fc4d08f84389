"""Roles are called by names that whoever reads them would say."""

import re

import pytest

from safeguarding.core.access.policy import roles
from safeguarding.core.access.role_names import in_words, names


def test_every_role_of_the_matrix_has_a_name_of_its_own():
    assert names().keys() == roles().keys()
    assert len(set(names().values())) == len(names())


@pytest.mark.parametrize("role", sorted(roles()))
def test_a_name_is_words_and_no_code(role):
    assert re.fullmatch(r"[A-Z][A-Za-z ,()'-]+", in_words(role))
    assert not re.search(r"\b(ICB|CLA|MCA|DPO|IG|LAC|CDOP|org|admin|exec|prof)\b", in_words(role))


def test_a_lent_role_says_so_and_an_unknown_one_keeps_its_key():
    assert in_words("R16+") == "Named professional of a provider, as deputy"
    assert in_words("R99") == "R99"
