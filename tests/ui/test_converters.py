"""What addresses may hold."""

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse


@pytest.mark.parametrize("code", ["K1", "a.b", "...", ".a", "..a"])
def test_code_stands_in_an_address(code):
    address = reverse("framework", args=[code])

    assert resolve(address).kwargs == {"code": code}


@pytest.mark.parametrize("code", [".", ".."])
def test_a_code_of_former_days_stands_in_an_address_that_leads_no_folder_up(code):
    address = reverse("framework", args=[code])

    assert address == f"/frameworks/~{code}/"
    assert resolve(address).kwargs == {"code": code}
    with pytest.raises(Resolver404):
        resolve(f"/frameworks/{code}/")


@pytest.mark.parametrize("code", ["a b", "", "x" * 65, "~a", "~..."])
def test_what_is_no_code_stands_in_no_address(code):
    with pytest.raises(NoReverseMatch):
        reverse("framework", args=[code])
    with pytest.raises(Resolver404):
        resolve(f"/frameworks/{code}/")
