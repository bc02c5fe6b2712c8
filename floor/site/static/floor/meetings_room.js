// The projector's clock, and what is new in the room. Without this script the page loads itself again; nothing else needs it.
(() => {
  "use strict";
  const place = document.getElementById("now");
  if (!place) return;
  // The server's time is what counts: how far this machine's clock is from it.
  let ahead = Number(place.dataset.at) * 1000 - Date.now();

  const tick = () => {
    const clock = place.querySelector("[data-until]");
    if (!clock || clock.dataset.runs !== "yes") return;
    const left = Math.max(0, Math.round(Number(clock.dataset.until) - (Date.now() + ahead) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    clock.classList.toggle("short", left <= 30);
  };

  const ask = async () => {
    try {
      const answer = await fetch(place.dataset.from, { cache: "no-cache", credentials: "same-origin" });
      if (!answer.ok) return;
      const date = Date.parse(answer.headers.get("Date") || "");
      if (date) ahead = date - Date.now();
      const tag = answer.headers.get("ETag");
      if (tag && tag === place.dataset.tag) return;
      place.innerHTML = await answer.text();
      place.dataset.tag = tag || "";
      tick();
    } catch {
      // The line is down for a moment: what is on the wall stays there, and it is asked again.
    }
  };

  setInterval(tick, 500);
  setInterval(ask, Number(place.dataset.every) * 1000);
})();
