// Follows the editor while `lesson watch` runs. No page opened from a file may fetch, but it may load a script: live.js
// beside it says which page is the newest one, and what went wrong since.
(() => {
  const own = document.currentScript;
  const [nonce, stamp] = [own.nonce, own.dataset.stamp];
  const memory = "nabla-live " + location.pathname;
  const box = document.createElement("aside");
  box.id = "live";
  box.setAttribute("role", "status");
  document.body.append(box);

  const all = selector => [...document.querySelectorAll("main " + selector)];
  // Each fold with a name: its words, and of several with the same words which it is.
  function folds() {
    const count = {};
    return all("details").map(fold => {
      const words = fold.querySelector("summary")?.textContent ?? "";
      count[words] = (count[words] ?? 0) + 1;
      return [words + count[words], fold];
    });
  }

  // Where the reader is: measured from the heading above, so that an edit further up moves nothing; and what is open.
  function remember(goal) {
    const above = all(":is(h1, h2, h3)[id]").filter(heading => heading.getBoundingClientRect().top <= 1).pop();
    const place = {
      goal, y: scrollY, heading: above?.id, offset: above?.getBoundingClientRect().top,
      folds: folds().map(([name, fold]) => [name, fold.open]),
      inputs: all("input").map(input => [input.checked, input.value]),
    };
    try { sessionStorage.setItem(memory, JSON.stringify(place)); } catch { }
  }

  function recall() {
    try {
      const place = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
      return place;
    } catch { return null; }
  }

  function restore(place) {
    const open = new Map(place.folds);
    for (const [name, fold] of folds()) if (open.has(name)) fold.open = open.get(name);
    const inputs = all("input");
    if (inputs.length === place.inputs.length)
      inputs.forEach((input, index) => [input.checked, input.value] = place.inputs[index]);
    const heading = place.heading && document.getElementById(place.heading);
    const y = heading ? scrollY + heading.getBoundingClientRect().top - place.offset : place.y;
    scrollTo({ top: y, behavior: "instant" });
  }

  function reload(goal) {
    remember(goal);
    history.scrollRestoration = "manual";
    location.reload();
  }

  const before = recall();
  if (before) {
    restore(before);
    // Once more when letters and pictures have their sizes.
    addEventListener("load", () => {
      restore(before);
      // Not yet: Chromium would put the page back to where it was in pixels, though it has grown above.
      setTimeout(() => history.scrollRestoration = "auto", 1000);
    });
  }

  function show(news) {
    box.className = news.state;
    box.replaceChildren();
    for (const [name, text] of [["p", news.title], ["pre", news.text]]) {
      if (!text) continue;
      const part = document.createElement(name);
      part.textContent = text;
      box.append(part);
    }
  }

  let shown = "", missed = 0, isLeaving = false;
  window.nablaLive = news => {
    missed = 0;
    if (isLeaving) return;
    // A page that was not there yet is not asked for again.
    if (news.page !== stamp && news.page !== before?.goal) {
      isLeaving = true;
      return reload(news.page);
    }
    const text = JSON.stringify(news);
    if (text !== shown) show(news);
    shown = text;
  };

  // When the watching has ended, the page on the disk is an ordinary one again: the reader gets it, once.
  function miss() {
    missed += 1;
    if (missed < 4) return ask();
    if (before?.goal !== "none") reload("none");
  }

  function ask() {
    if (isLeaving) return;
    const script = document.createElement("script");
    script.nonce = nonce;
    script.src = "live.js?" + Date.now();
    script.onload = () => { script.remove(); setTimeout(ask, 250); };
    script.onerror = () => { script.remove(); setTimeout(miss, 400); };
    document.head.append(script);
  }
  ask();
})();
