// The deck's program: keys, touch, and a second window for the presenter. Without it all slides stand in a column.
"use strict";
const root = document.documentElement;
const slides = [...document.querySelectorAll(".slide")];
const place = document.getElementById("place");
const help = document.getElementById("help");
const isPresenter = location.search === "?presenter";
let current = 0, typed = "", other = null, start = Date.now(), timer = 0;

function say(text) {
  place.textContent = text;
  place.classList.add("told");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("told"), 1500);
}

// Both windows show the same slide: the one that moves tells the other.
function go(index, isTold) {
  current = Math.min(Math.max(index, 0), slides.length - 1);
  slides.forEach((slide, i) => {
    slide.classList.toggle("shown", i === current);
    if (Math.abs(i - current) < 3) slide.querySelector("img").loading = "eager";
  });
  history.replaceState(null, "", location.search + "#" + (current + 1));
  if (isPresenter) present();
  if (!isTold && other && !other.closed) other.postMessage({ nablaSlide: current }, "*");
}

function present() {
  const picture = i => slides[Math.min(i, slides.length - 1)].querySelector("img");
  const show = (box, i) => {
    const img = document.querySelector(box + " img");
    img.src = picture(i).src;
    img.alt = picture(i).alt;
  };
  show(".now", current);
  show(".next", current + 1);
  const said = document.querySelector(".said");
  said.innerHTML = slides[current].querySelector(".notes").innerHTML;
  said.querySelectorAll("details").forEach(answer => answer.open = true);
  said.scrollTop = 0;
  document.getElementById("count").textContent = (current + 1) + " of " + slides.length;
}

function openPresenter() {
  if (isPresenter) { window.close(); return; }
  other = window.open(location.pathname + "?presenter#" + (current + 1), "presenter", "width=1200,height=850");
  if (!other) root.classList.toggle("noted");
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (root.requestFullscreen) root.requestFullscreen();
}

const actions = {
  ArrowRight: () => go(current + 1), ArrowDown: () => go(current + 1), PageDown: () => go(current + 1),
  " ": () => go(current + 1), ArrowLeft: () => go(current - 1), ArrowUp: () => go(current - 1),
  PageUp: () => go(current - 1), Backspace: () => go(current - 1),
  Home: () => go(0), End: () => go(slides.length - 1),
  Enter: () => go(typed ? Number(typed) - 1 : current + 1),
  f: fullScreen, p: openPresenter, n: () => root.classList.toggle("noted"),
  b: () => root.classList.toggle("black"), ".": () => root.classList.toggle("black"),
  "?": () => help.showModal(), h: () => help.showModal(),
};

addEventListener("keydown", event => {
  if (help.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("button, a, summary") && (event.key === " " || event.key === "Enter")) return;
  if (event.key >= "0" && event.key <= "9") {
    typed = (typed + event.key).slice(-3);
    say("→ " + typed + "  Enter");
    return;
  }
  const key = event.key === " " && event.shiftKey ? "PageUp"
    : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = actions[key];
  if (!action) { typed = ""; return; }
  event.preventDefault();
  action();
  typed = "";
  if (!isPresenter && ["Home", "End", "Enter"].includes(key)) say((current + 1) + " / " + slides.length);
});

// A tap on the left third goes back, elsewhere on; a stroke goes where the finger pushes the slide.
let touched = null, stroked = false;
const deck = document.getElementById("deck");
deck.addEventListener("touchstart", event => {
  touched = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  stroked = false;
}, { passive: true });
deck.addEventListener("touchend", event => {
  if (!touched) return;
  const across = event.changedTouches[0].clientX - touched[0];
  const down = event.changedTouches[0].clientY - touched[1];
  if (Math.abs(across) > 45 && Math.abs(across) > 2 * Math.abs(down)) {
    stroked = true;
    go(current + (across < 0 ? 1 : -1));
  }
});
deck.addEventListener("click", event => {
  if (stroked) { stroked = false; return; }
  if (event.target.tagName !== "IMG") return;
  go(current + (event.clientX < innerWidth / 3 ? -1 : 1));
});

addEventListener("message", event => {
  if (event.source !== other || !event.data || !Number.isInteger(event.data.nablaSlide)) return;
  go(event.data.nablaSlide, true);
});
addEventListener("hashchange", () => go((parseInt(location.hash.slice(1), 10) || 1) - 1));

document.getElementById("close").onclick = () => help.close();
root.classList.add(isPresenter ? "presenting" : "live");
if (isPresenter) {
  other = window.opener;
  document.getElementById("presenter").hidden = false;
  document.title = "Notes · " + document.title;
  document.getElementById("restart").onclick = event => { start = Date.now(); event.target.blur(); };
  setInterval(() => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    document.getElementById("elapsed").textContent =
      Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }, 500);
}
go((parseInt(location.hash.slice(1), 10) || 1) - 1, true);
