// Asks for what is to be seen now, once a second; if the program is gone, the page goes blank.
const live = document.getElementById("live");
async function look() {
  try {
    const answer = await fetch("now", { cache: "no-store" });
    const html = answer.ok ? await answer.text() : "";
    if (live.dataset.shown !== html) {
      live.innerHTML = html;
      live.dataset.shown = html;
    }
  } catch {
    live.replaceChildren();
    delete live.dataset.shown;
  }
  setTimeout(look, 1000);
}
look();
