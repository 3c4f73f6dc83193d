"""How gunicorn serves the app."""

from collections.abc import Sequence

# Seconds. A worker that does not stir for so long is replaced; one that is to end first answers what it has begun.
_STIRS, _ENDS = 60, 30
_OPTIONS = (
    *("--worker-class", "gthread"),
    *("--timeout", str(_STIRS), "--graceful-timeout", str(_ENDS)),
    *("--logger-class", "competence_app.service.logs.serving.Logger"),
    *("--config", "python:competence_app.service.metrics.hooks"),
    "--no-control-socket",
    "--preload",  # all is read once: a worker that takes another's place is there at once
)


def gunicorn(python: str, *binds: str, workers: int, threads: int, more: Sequence[str] = ()) -> list[str]:
    """Return the command that serves at addresses as gunicorn's ``--bind`` takes them.

    Without an address, it serves at the sockets that systemd hands over.
    """
    places = [word for bind in binds for word in ("--bind", bind)]
    size = ["--workers", str(workers), "--threads", str(threads)]
    return [python, "-m", "gunicorn", "competence_app.wsgi", *places, *size, *_OPTIONS, *more]
