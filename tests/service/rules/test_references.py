import re

import pytest

from competence_app.service.rules.references import reference


@pytest.mark.parametrize("given", ["3f9ac210", "0b7d5c1e-8a52-4d7f-9f58-2f3a8c5b9c11", "A" * 64])
def test_what_the_proxy_calls_a_request_stays_its_name(given):
    assert reference(given) == given


@pytest.mark.parametrize("given", ["", "short", "A" * 65, "3f9ac210\nERROR", "3f9ac210 x", "é" * 8, '"><script>'])
def test_whatever_else_gets_a_new_name(given):
    found = [reference(given), reference(given)]

    assert [name for name in found if not re.fullmatch("[0-9a-f]{8}", name)] == []
    assert found[0] != found[1]
