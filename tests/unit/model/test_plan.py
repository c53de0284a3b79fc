"""A plan's own structure, and how a letter cites a place in it (design 2)."""

from __future__ import annotations

from tests.builders import make_plan, make_task
from tt_doingoai.model.plan import Clause, Plan, Section, Task, placed_tasks, walk_clauses


def clause(id_: str, *clauses: Clause, tasks: tuple[Task, ...] = (), **values: str) -> Clause:
    return Clause(id=id_, **({"text": "Nội dung mẫu."} | values), clauses=clauses, tasks=tasks)


def plan_of(*clauses: Clause, section: str = "II") -> Plan:
    return make_plan(sections=(Section(id=section, title="NHIỆM VỤ", clauses=clauses),))


def citation(plan: Plan) -> str:
    (place,) = placed_tasks(plan)
    return place.citation


def test_a_task_of_a_clause_right_under_a_section_is_cited_as_a_point() -> None:
    plan = plan_of(clause("III.2", tasks=(make_task("III.2.c"),)), section="III")
    assert citation(plan) == "điểm 2, mục III"


def test_a_task_of_a_deeper_clause_is_cited_as_a_bullet_of_its_point() -> None:
    plan = plan_of(clause("II.1", clause("II.1.4", tasks=(make_task("II.1.4"),))))
    assert citation(plan) == "gạch đầu dòng thứ 4, điểm 1, mục II"


def test_a_point_is_cited_by_the_last_part_of_its_id_a_bullet_of_a_bullet_by_all_above_it() -> None:
    deep = clause("II.1.4.2", tasks=(make_task(),))
    plan = plan_of(clause("II.1", clause("II.1.4", deep)))
    expected = "gạch đầu dòng thứ 2, gạch đầu dòng thứ 4, điểm 1, mục II"
    assert citation(plan) == expected


def test_a_clause_without_a_dot_in_its_id_is_cited_by_its_whole_id() -> None:
    assert citation(plan_of(clause("2", tasks=(make_task(),)))) == "điểm 2, mục II"


def test_a_task_is_cut_out_of_the_innermost_of_the_clauses_round_it() -> None:
    deep = clause("II.1.4.2", tasks=(make_task(),))
    (of_three,) = placed_tasks(plan_of(clause("II.1", clause("II.1.4", deep))))
    assert of_three.clause == deep
    (of_one,) = placed_tasks(plan_of(clause("2", tasks=(make_task(),))))
    assert of_one.clause.id == "2"


def test_a_clause_may_say_itself_how_it_is_cited() -> None:
    plan = plan_of(clause("I.1", tasks=(make_task(),), cite="gạch đầu dòng thứ 1, mục I"))
    assert citation(plan) == "gạch đầu dòng thứ 1, mục I"


def test_what_a_clause_says_of_itself_is_part_of_the_citation_of_its_bullets() -> None:
    plan = plan_of(clause("II.1", clause("II.1.4", tasks=(make_task(),)), cite="khoản 1, mục II"))
    assert citation(plan) == "gạch đầu dòng thứ 4, khoản 1, mục II"


def test_a_task_may_say_itself_how_it_is_cited() -> None:
    plan = plan_of(clause("III.2", tasks=(make_task(cite="câu cuối, điểm 2, mục III"),)))
    assert citation(plan) == "câu cuối, điểm 2, mục III"


def test_tasks_come_in_the_documents_order() -> None:
    plan = plan_of(
        clause("II.1", clause("II.1.1", tasks=(make_task("b"),)), tasks=(make_task("a"),)),
        clause("II.2", tasks=(make_task("d"), make_task("c"))),
    )
    assert [place.task.id for place in placed_tasks(plan)] == ["a", "b", "d", "c"]


def test_a_placed_task_knows_the_clauses_round_it_the_outermost_first() -> None:
    (place,) = placed_tasks(plan_of(clause("II.1", clause("II.1.4", tasks=(make_task(),)))))
    assert [c.id for c in place.clauses] == ["II.1", "II.1.4"]
    assert place.clause.id == "II.1.4"
    assert place.section.id == "II"


def test_clauses_without_a_task_are_walked_too() -> None:
    plan = plan_of(clause("II.1", clause("II.1.1")), clause("II.2"))
    assert [place.path[-1].id for place in walk_clauses(plan)] == ["II.1", "II.1.1", "II.2"]


def test_a_plan_is_called_by_its_number_and_what_it_is_about() -> None:
    plan = make_plan(number="97-KH/MAU", short_title="thông tin đối ngoại")
    assert plan.name == "97-KH/MAU: thông tin đối ngoại"


def test_a_plan_without_a_short_title_is_called_by_its_number() -> None:
    assert make_plan(number="97-KH/MAU").name == "97-KH/MAU"
