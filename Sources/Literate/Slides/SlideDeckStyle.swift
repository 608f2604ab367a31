/// The style sheet of a deck. On paper each slide is a page, without notes.
let slideDeckStyle = """
    * { box-sizing: border-box; }
    html, body { margin: 0; height: 100%; background: #fff; color: #1c2430;
      font: 1.15rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; }
    .slide { margin: 0 auto 1.5rem; max-width: 1920px; }
    .slide img { display: block; width: 100%; height: auto; }
    .notes { padding: .5rem 2rem; }
    .notes pre, .equation { overflow-x: auto; }
    .equation > div { white-space: pre; font-size: 1.1em; padding: 0 1rem; }
    .equation.rows > div { display: grid; grid-template-columns: max-content auto; column-gap: .4em; }
    code, pre { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .92em; }
    #place, #presenter { display: none; }
    .live, .live body { overflow: hidden; background: #000; }
    .live .slide { display: none; position: fixed; inset: 0; margin: 0; max-width: none; }
    .live .slide.shown { display: flex; flex-direction: column; }
    .live .slide img { flex: 1 1 0; min-height: 0; width: 100%; height: 100%; object-fit: contain;
      background: #000; }
    .live .notes { display: none; }
    .live.noted .shown .notes { display: block; flex: 0 0 34vh; overflow-y: auto; background: #fff; }
    .live.black #deck { visibility: hidden; }
    .live #place { display: block; position: fixed; right: 1rem; bottom: .6rem; margin: 0; padding: .1em .6em;
      border-radius: .3em; background: rgb(255 255 255 / .9); color: #1c2430; font-size: 1.6rem; opacity: 0;
      transition: opacity .3s; pointer-events: none; }
    .live #place.told { opacity: 1; }
    dialog { max-width: 40rem; border: 1px solid #8a94a2; border-radius: .5rem; color: inherit; }
    dialog h1 { margin: 0; font-size: 1.3rem; }
    dialog dl { display: grid; grid-template-columns: max-content auto; gap: .3rem 1.5rem; }
    dialog dt { font-weight: 600; } dialog dd { margin: 0; }
    button { font: inherit; padding: .2em .8em; }
    .presenting, .presenting body { background: #1c2430; color: #fff; overflow: hidden; }
    .presenting #deck, .presenting #place { display: none; }
    .presenting #presenter { display: grid; height: 100vh; padding: 1rem; gap: .6rem 1.2rem;
      grid-template: auto 1fr auto / 3fr 2fr; }
    .presenting .label { margin: 0 0 .2rem; font-size: 1rem; color: #c3cad4; }
    .presenting #presenter img { width: 100%; height: auto; background: #fff; }
    .said { overflow-y: auto; grid-column: 1 / 3; padding: .3rem 1.2rem; background: #fff; color: #1c2430;
      font-size: 1.3rem; }
    .clock { grid-column: 1 / 3; margin: 0; font-size: 1.5rem; }
    #elapsed { margin: 0 1em; font-variant-numeric: tabular-nums; }
    @page { size: 13.3333in 7.5in; margin: 0; }
    @media print {
      html, body, .live, .live body { height: auto; overflow: visible; background: #fff; }
      .slide, .live .slide, .live .slide.shown { display: block; position: static; margin: 0; max-width: none;
        width: 13.3333in; height: 7.5in; overflow: hidden; break-after: page; break-inside: avoid; }
      .slide:last-of-type { break-after: auto; }
      .slide img, .live .slide img { display: block; width: 13.3333in; height: 7.5in; }
      .notes, .live.noted .shown .notes, #place, .live #place, #presenter, dialog { display: none; }
    }
    @media (prefers-reduced-motion: reduce) { .live #place { transition: none; } }
    """
