// Asks for what is to be seen now, once a second. If the program does not answer, the codes stay,
// but not the clock and the count, which could be wrong; after half a minute nothing stays.
const PATIENCE = 30_000;
const live = document.getElementById("live");
let heard = Date.now();
function show(html) {
  if (live.dataset.shown !== html) {
    live.innerHTML = html;
    live.dataset.shown = html;
    fitAll();
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

// Nobody can scroll a wall: a list (.fits) gets the largest letters with which all of it is seen;
// if even the smallest are too large, each group keeps its first rows and says how many there are.
const LARGEST = 8, SMALLEST = 2.5, STEP = 0.25; // in hundredths of the height
const WHOLE = 0.75; // letters may be so much smaller if that keeps each group in one column
function isSeen(list) {
  return list.scrollWidth <= list.clientWidth && list.scrollHeight <= list.clientHeight;
}
function write(list, size, whole) {
  list.style.fontSize = `${size}vh`;
  list.classList.toggle("whole", whole);
}
function highest(low, high, isGood) { // of the whole numbers from low to high; low if none is good
  while (low < high) {
    const tried = Math.ceil((low + high) / 2);
    if (isGood(tried)) low = tried;
    else high = tried - 1;
  }
  return low;
}
function largest(list, whole) { // 0: even the smallest letters are too large
  const steps = highest(SMALLEST / STEP - 1, LARGEST / STEP, (tried) => {
    write(list, tried * STEP, whole);
    return isSeen(list);
  });
  return steps * STEP < SMALLEST ? 0 : steps * STEP;
}
function rowsOf(group) {
  return [...group.querySelectorAll(".row")];
}
function keep(group, most, words) {
  const rows = rowsOf(group);
  const kept = rows.length <= most + 1 ? rows.length : most; // "1 more" takes a line, too
  rows.forEach((row, place) => { row.hidden = place >= kept; });
  const more = group.querySelector(".more");
  more.hidden = kept === rows.length;
  more.textContent = words.replace("{n}", rows.length - kept);
}
function fit(list) {
  const groups = [...list.querySelectorAll(".group")], words = list.dataset.more;
  const longest = Math.max(...groups.map((group) => rowsOf(group).length));
  function fits(some, most) {
    for (const group of some) keep(group, most, words);
    return isSeen(list);
  }
  fits(groups, longest);
  const broken = largest(list, false), whole = broken && largest(list, true);
  const isWhole = whole > 0 && whole >= WHOLE * broken;
  write(list, (isWhole ? whole : broken) || SMALLEST, isWhole);
  if (broken) return;
  const most = highest(0, longest, (tried) => fits(groups, tried));
  fits(groups, most);
  for (const group of groups) { // what room is left goes to the first groups
    fits([group], highest(most, rowsOf(group).length, (tried) => fits([group], tried)));
  }
}
function fitAll() {
  for (const list of document.querySelectorAll(".fits")) fit(list);
}
addEventListener("resize", fitAll);
fitAll();
look();
