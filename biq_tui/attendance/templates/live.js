// Asks for what is to be seen now, once a second. If the program does not answer, the codes stay,
// but not the clock and the count, which could be wrong; after half a minute nothing stays.
const PATIENCE = 30_000;
const live = document.getElementById("live");
let heard = Date.now();
function show(html) {
  if (live.dataset.shown !== html) {
    live.innerHTML = html;
    live.dataset.shown = html;
  }
}
async function look() {
  try {
    const answer = await fetch("now", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    show(answer.ok ? await answer.text() : "");
    heard = Date.now();
    live.classList.remove("old");
  } catch {
    live.classList.add("old");
    if (Date.now() - heard > PATIENCE) show("");
  }
  setTimeout(look, 1000);
}
look();
