// Runs before the page is drawn, so that parts which need JavaScript do not jump when it arrives.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
