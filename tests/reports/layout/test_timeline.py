"""A competence over time, as geometry."""

from competence_app.reports.layout.timeline import EDGE, HEIGHT, WIDTH, Spot, timeline


def spot(height: float | None, version: str = "1", *, carried: bool = False, as_asked: bool = True) -> Spot:
    return Spot(height, version, carried, as_asked)


def test_the_higher_the_level_the_higher_it_stands():
    line = timeline([spot(0), spot(1), spot(0.5)], levels=3)

    assert [dot.y for dot in line.dots] == [HEIGHT - EDGE, EDGE, HEIGHT / 2]
    assert [dot.x for dot in line.dots] == [8, 88, 168]
    assert line.path == "M8 56L88 8M88 8L168 32"
    assert line.levels == "M0 56h240M0 32h240M0 8h240"


def test_many_assessments_stay_inside_the_picture():
    line = timeline([spot(1)] * 30, levels=2)

    assert [line.dots[0].x, line.dots[-1].x] == [EDGE, WIDTH - EDGE]


def test_what_was_carried_is_told_apart_and_what_is_no_level_is_left_out():
    line = timeline([spot(1), spot(None), spot(1, carried=True)], levels=2)

    assert [(dot.x, dot.is_carried) for dot in line.dots] == [(8, False), (168, True)]
    assert line.path == ""


def test_a_new_version_is_marked_and_the_line_goes_on_where_the_words_are_the_same():
    same = timeline([spot(0), spot(1, "2")], levels=2)
    other = timeline([spot(0, as_asked=False), spot(1, "2")], levels=2)

    assert same.versions == other.versions == (48,)
    assert (same.path, other.path) == ("M8 56L88 8", "")


def test_one_assessment_is_one_dot():
    line = timeline([spot(0.5)], levels=2)

    assert [(dot.x, dot.y) for dot in line.dots] == [(8, 32)]
    assert (line.path, line.versions) == ("", ())
