"""Which domains would hold nothing."""

from competence_app.catalogue.rules.schema import Content
from competence_app.revisions.rules.editing import removed
from competence_app.revisions.rules.emptying import emptied_by
from tests.factories import small_framework

SMALL = Content.model_validate(small_framework())


def below(content: Content):
    """Return a framework of a domain with a competence and a sub-domain, then one more domain."""
    inner = {"code": "inner", "title": "Inner", "competences": [{"code": "I1", "text": "Within"}]}
    first, *others = small_framework()["domains"]
    return Content.model_validate(content.model_dump() | {"domains": [first | {"domains": [inner]}, *others]})


def test_a_domain_is_emptied_by_its_only_competence():
    content = below(SMALL)

    assert [domain.code for domain in emptied_by(content, "I1")] == ["inner"]
    assert [domain.code for domain in emptied_by(content, "D1")] == ["doing"]
    assert emptied_by(content, "K1") == emptied_by(content, "knowing") == []


def test_the_nearest_emptied_domain_is_told_first():
    content = removed(removed(below(SMALL), "K1"), "K2")

    assert [domain.code for domain in emptied_by(content, "I1")] == ["inner", "knowing"]
    assert [domain.code for domain in emptied_by(content, "inner")] == ["knowing"]
