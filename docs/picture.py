"""Take the picture of the documentation anew: `python -m docs.picture` founds the demonstration and photographs a page."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

PICTURE = Path(__file__).parent / "pictures" / "whose-power.png"
_CHROMIUM = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
_SEAT = "SELECT min(id) FROM house_seat WHERE body = 'central administration' AND office = ''"


def take(page_of: str) -> None:
    """Photograph the page of the seat, down to the members at the bottom of the picture."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=_CHROMIUM)
        page = browser.new_page(viewport={"width": 940, "height": 900})
        for _ in range(60):
            try:
                page.goto(page_of)
                break
            except Error:
                time.sleep(0.5)
        foot = page.locator("svg").last.bounding_box()
        assert foot
        height = round(foot["y"] + foot["height"]) + 24
        page.screenshot(path=PICTURE, full_page=True, clip={"x": 0, "y": 0, "width": 940, "height": height})
        browser.close()


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="floor-") as home:
        surroundings = os.environ | {"FLOOR_HOME": home, "FLOOR_DATABASE": ""}
        floor = [sys.executable, "-m", "floor.cli"]
        subprocess.run([*floor, "demo", "--no-serve"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
        with sqlite3.connect(Path(home) / "floor.sqlite3") as database, socket.socket() as door:
            (seat,) = database.execute(_SEAT).fetchone()
            door.bind(("127.0.0.1", 0))
            port = door.getsockname()[1]
        server = subprocess.Popen([*floor, "serve", "--port", str(port), "--no-clock"], env=surroundings)
        try:
            take(f"http://127.0.0.1:{port}/seats/{seat}/power/")
        finally:
            server.terminate()
            server.wait(timeout=30)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
