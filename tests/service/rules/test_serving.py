from competence_app.service.rules.serving import gunicorn


def test_the_server_serves_with_threads_and_opens_no_other_socket():
    command = gunicorn("python", "127.0.0.1:8000", workers=2, threads=4)

    assert command[:6] == ["python", "-m", "gunicorn", "competence_app.wsgi", "--bind", "127.0.0.1:8000"]
    assert {"gthread", "--no-control-socket", "--graceful-timeout"} <= set(command)


def test_without_an_address_it_takes_what_systemd_hands_over():
    assert "--bind" not in gunicorn("python", workers=2, threads=4)
