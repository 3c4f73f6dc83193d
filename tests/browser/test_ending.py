"""A supervisor leaves: her people are passed on, what was with her is given on by those who wrote it."""

from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.browser.pages import DEV, ELIN, press

PRIYAS = "/people/7/supervision/"


def test_priyas_people_are_passed_on_to_nadia(device, open_page, arrive, assert_accessible):
    sam, priya, elin, dev = (open_page(width=device.width, javascript=device.javascript) for _ in range(4))
    arrive(priya, "priya", f"/reviews/{ELIN}/")
    arrive(sam, "sam", "/people/7/")
    sam.get_by_role("link", name="End supervision by them, or pass it on").click()
    main = sam.get_by_role("main")
    expect(main).to_contain_text("2 assessments are with them: 1 to rate, 1 to agree.")
    yesterday = localdate() - timedelta(1)
    for part in ("day", "month", "year"):
        sam.get_by_label(part.capitalize()).fill(str(getattr(yesterday, part)))
    sam.get_by_label("Who takes over (optional)").fill("Nadia")
    press(sam, "Continue")
    expect(sam.locator(".nhsuk-error-summary")).to_contain_text("Choose who is meant by “Nadia”")
    assert_accessible(sam)
    sam.get_by_label("Nadia Rahman").check()
    press(sam, "Continue")
    expect(main).to_contain_text("Then Nadia Rahman supervises them.")
    assert_accessible(sam)
    main.get_by_role("button").click()
    expect(sam.get_by_role("alert")).to_contain_text("Everybody is told.")
    expect(main).to_contain_text("Priya Nair supervises nobody: nothing is in hand.")

    priya.reload()
    expect(priya.get_by_role("main")).to_contain_text("You supervised Elin Hughes until")
    assert_accessible(priya)

    for page, who, way, button in (
        (elin, "elin", "Hand over", "Hand over"),
        (dev, "dev", "Send to another supervisor", "Send"),
    ):
        arrive(page, who)
        expect(page.get_by_role("main")).to_contain_text("Your supervision by Priya Nair is over")
        page.get_by_role("main").get_by_role("link", name=way).first.click()
        expect(page.get_by_label("Nadia Rahman")).to_be_checked()
        assert_accessible(page)
        press(page, button)
        expect(page.get_by_role("alert")).to_contain_text("Nadia Rahman")

    nadia = open_page(width=device.width, javascript=device.javascript)
    arrive(nadia, "nadia", f"/reviews/{DEV}/")
    expect(nadia.get_by_role("main")).to_contain_text("Dev Patel")
    nadia.goto(f"{nadia.url.partition('/reviews/')[0]}/reviews/{ELIN}/agree/")
    expect(nadia.get_by_role("main")).to_contain_text("Elin Hughes")
