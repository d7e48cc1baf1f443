"""Does the process of this container do its work? `healthy.py api`, `healthy.py project`."""

import json
import subprocess
import sys
import urllib.error
import urllib.request

READY = "http://127.0.0.1:8000/health/ready"
LATE_SECONDS = "60"


def api() -> str:
    """What is wrong with the API: it does not answer, or not with 200."""
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        here.open(READY, timeout=8).close()
    except (urllib.error.URLError, OSError) as error:
        return str(error)
    return ""


def project() -> str:
    """What is wrong with the views, asked of the log itself: one has stopped or is late.

    A projector that hangs shows as soon as a fact waits for it, and not before.
    """
    status = ("casework", "status", "--json", "--late", LATE_SECONDS)
    said = subprocess.run(status, capture_output=True, text=True, timeout=25, check=False)
    if said.returncode == 0:
        return ""
    if not said.stdout:
        return said.stderr.strip() or f"casework status ended with {said.returncode}"
    return "; ".join(json.loads(said.stdout)["unhealthy"])


if __name__ == "__main__":
    sys.exit({"api": api, "project": project}[sys.argv[1]]() or 0)
