from datetime import timedelta

from competence_app.outbox.rules.trying import ATTEMPTS, HOLD, pause_after


def test_pauses_grow_until_it_is_given_up_after_two_days():
    pauses = [pause_after(attempts) for attempts in range(1, ATTEMPTS + 1)]

    *waited, last = pauses
    assert last is None
    kept = [pause for pause in waited if pause]
    assert kept == sorted(kept)
    assert (kept[0], len(kept)) == (timedelta(minutes=1), 7)
    assert timedelta(days=1) < sum(kept, timedelta()) < timedelta(days=2)


def test_an_attempt_is_held_for_longer_than_a_mail_server_may_take(settings):
    # Connecting, greeting, signing in, sender, recipient, text: each may take its time.
    assert timedelta(seconds=10 * settings.EMAIL_TIMEOUT) < HOLD
