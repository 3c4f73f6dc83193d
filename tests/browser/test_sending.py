"""A nurse sends an assessment, withdraws it, reads why it came back, and shares what was agreed."""

from playwright.sync_api import Page, expect

from scripts.demo_server import DemoServer
from tests.browser.pages import CHLOES, DEV, ELIN, GRACE, discuss, press

DEVS, ELINS, GRACES = (f"/assessments/{pk}/" for pk in (DEV, ELIN, GRACE))
COMMENT, REMARK = "Please look at one of them again.", "What would you do on a night shift?"
RUTH_TOO = """
from competence_app.people.models import Supervision, User
person = {name: User.objects.get(email=f"{name}@demo.example") for name in ("PERSON", "priya", "ruth")}
Supervision.objects.create(practitioner=person["PERSON"], supervisor=person["ruth"])
"""
PRIYA_LEAVES = """
from datetime import timedelta
from django.utils.timezone import localdate
Supervision.objects.filter(**{"practitioner": person["PERSON"], "supervisor": person["priya"]}).update(
    ended_on=localdate() - timedelta(1)
)
"""
MANY_TOO = """
from competence_app.people.models import Supervision, User
chloe = User.objects.get(email="chloe@demo.example")
for number in range(21):
    other = User.objects.create_user(f"nair{number}@demo.example", full_name=f"Anita Nair {number}")
    Supervision.objects.create(practitioner=chloe, supervisor=other)
"""


def let_ruth_supervise(server: DemoServer, person: str, then: str = "") -> None:
    server.manage("shell", "-c", (RUTH_TOO + then).replace("PERSON", person))


def main(page: Page):
    return page.get_by_role("main")


def test_chloe_sends_to_priya_and_takes_it_back(device, open_page, arrive, assert_accessible):
    chloe, priya = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    arrive(chloe, "chloe")
    chloe.get_by_role("link", name="Send to a supervisor").click()
    expect(chloe.locator("#K2")).to_contain_text("Note: Being open about what I do not know")
    expect(main(chloe)).to_contain_text("Priya Nair rates you without seeing your answers")
    discuss(chloe, "K4")
    assert_accessible(chloe)
    press(chloe, "Send to Priya Nair")

    expect(chloe.get_by_role("alert")).to_contain_text("Sent to Priya Nair")
    assert_accessible(chloe)
    arrive(priya, "priya")
    expect(main(priya).get_by_role("link", name="Rate Chloe Davies")).to_be_visible()
    assert_accessible(priya)

    chloe.get_by_role("link", name="Your answers").click()
    expect(main(chloe)).to_contain_text("They rate you without seeing your answers.")
    expect(chloe.locator("#K4")).to_contain_text("To discuss")
    assert_accessible(chloe)
    main(chloe).get_by_role("link", name="Withdraw").click()
    expect(main(chloe)).to_contain_text("They have seen none of your answers.")
    assert_accessible(chloe)
    press(chloe, "Withdraw")

    expect(chloe.get_by_role("alert")).to_contain_text("Nobody else has seen your answers.")
    expect(main(chloe)).to_contain_text("seen by nobody")
    assert_accessible(chloe)
    priya.reload()
    expect(main(priya)).not_to_contain_text("Rate Chloe Davies")
    expect(main(priya)).to_contain_text("Chloe Davies withdrew an assessment")


def test_nothing_is_sent_until_somebody_is_chosen(any_page, server, arrive, assert_accessible):
    let_ruth_supervise(server, "chloe")
    arrive(any_page, "chloe", f"{CHLOES}send/")
    discuss(any_page, "D3")
    press(any_page, "Send")

    expect(any_page.locator(".nhsuk-error-summary")).to_contain_text("Choose a supervisor")
    expect(any_page.get_by_label("D3 ")).to_be_checked()
    assert_accessible(any_page)
    any_page.get_by_label("Ruth Adeyemi").check()
    press(any_page, "Send")
    expect(any_page.get_by_role("alert")).to_contain_text("Sent to Ruth Adeyemi")


def test_one_of_many_is_found_by_typing(any_page, server, arrive, assert_accessible):
    server.manage("shell", "-c", MANY_TOO)
    arrive(any_page, "chloe", f"{CHLOES}send/")
    expect(any_page.get_by_role("radio")).to_have_count(0)
    assert_accessible(any_page)
    any_page.get_by_label("Who do you want to send it to?").fill("anita 2")
    any_page.get_by_label("Who do you want to send it to?").press("Enter")

    problem = any_page.locator(".nhsuk-error-summary").get_by_role("link", name="Choose who is meant by “anita 2”")
    problem.click()
    expect(any_page.locator(":focus")).to_have_value("anita 2")
    expect(any_page.get_by_role("radio")).to_have_count(3)
    assert_accessible(any_page)
    any_page.get_by_label("Anita Nair 12").check()
    press(any_page, "Send")
    expect(any_page.get_by_role("alert")).to_contain_text("Sent to Anita Nair 12")


def test_who_has_no_supervisor_is_told_whom_to_ask(any_page, server, arrive, assert_accessible):
    server.manage("shell", "-c", "from competence_app.people.models import Supervision as S; S.objects.all().delete()")
    arrive(any_page, "chloe", f"{CHLOES}send/")

    expect(main(any_page)).to_contain_text("Nobody supervises you now")
    assert_accessible(any_page)
    any_page.get_by_role("link", name="Ask somebody to supervise you").click()
    expect(any_page.get_by_role("heading", level=1)).to_have_text("My supervisors")


def test_what_is_returned_says_why_beside_the_answers(device, open_page, arrive, assert_accessible):
    dev, priya = (open_page(width=device.width, javascript=device.javascript) for _ in range(2))
    arrive(priya, "priya", f"/reviews/{DEV}/return/")
    priya.get_by_label("Why are you returning it?").fill(COMMENT)
    priya.locator("summary", has_text="Knowledge").click()
    priya.locator("#id_remark-K4").fill(REMARK)
    press(priya, "Return the assessment")

    arrive(dev, "dev")
    expect(main(dev)).to_contain_text("Priya Nair returned your assessment")
    expect(main(dev)).to_contain_text("Only you can see it until you send it again.")
    assert_accessible(dev)
    dev.get_by_role("link", name="Continue").click()
    expect(main(dev)).to_contain_text(COMMENT)
    assert_accessible(dev)
    dev.get_by_role("link", name="Knowledge", exact=True).click()
    expect(main(dev)).to_contain_text(COMMENT)
    expect(dev.locator("#K4")).to_contain_text(REMARK)
    expect(dev.get_by_text(REMARK)).to_have_count(1)
    assert_accessible(dev)
    dev.goto(f"{DEVS}answers/")
    expect(dev.locator("#K4")).to_contain_text(REMARK)
    assert_accessible(dev)
    press(dev, "Finish and send to Priya Nair")

    expect(dev.get_by_role("alert")).to_contain_text("Sent to Priya Nair")
    dev.goto(f"{DEVS}answers/")
    expect(main(dev)).not_to_contain_text(COMMENT)


def test_what_was_agreed_is_shared_and_shared_no_more(any_page, server, arrive, assert_accessible):
    let_ruth_supervise(server, "grace")
    arrive(any_page, "grace")
    any_page.get_by_role("link", name="Share").click()
    expect(main(any_page)).to_contain_text("Agreed it with you. They can read it while they supervise you.")
    assert_accessible(any_page)
    press(any_page, "Share")

    expect(any_page.get_by_role("alert")).to_contain_text("Ruth Adeyemi can read this assessment")
    expect(main(any_page)).to_contain_text("You have no other supervisor to choose.")
    assert_accessible(any_page)
    press(any_page, "Stop sharing with Ruth Adeyemi")
    expect(any_page.get_by_role("alert")).to_contain_text("Ruth Adeyemi can no longer read this assessment.")


def test_what_a_former_supervisor_rated_is_handed_over(any_page, server, arrive, assert_accessible):
    let_ruth_supervise(server, "elin", PRIYA_LEAVES)
    arrive(any_page, "elin")
    expect(main(any_page)).to_contain_text("Priya Nair no longer supervises you")
    assert_accessible(any_page)
    any_page.get_by_role("link", name="Hand over").click()
    assert_accessible(any_page)
    press(any_page, "Hand over")

    expect(any_page.get_by_role("alert")).to_contain_text("Ruth Adeyemi sees what you both said")
    any_page.goto(f"{ELINS}answers/")
    expect(main(any_page)).to_contain_text("Meet Ruth Adeyemi to agree where you differ.")
    assert_accessible(any_page)


def test_the_pages_of_an_assessment_are_its_owners_alone(page, arrive):
    arrive(page, "priya")
    for address in (f"{GRACES}share/", f"{DEVS}sent/", f"{CHLOES}send/"):
        response = page.goto(address)

        assert response is not None
        assert response.status == 404, address
