/// The style sheet of a page: a book's page, with a margin for short notes on wide screens.
///
/// Legend: `--measure` is the width of a line of prose, about 68 characters; `--wide` is that of pictures and
/// long code, which reach into the margin. All text has a contrast of at least 4.5 : 1 to what is behind it.
let pageStyle = """
    :root {
      --paper: #fffdf8; --ink: #23201c; --quiet: #6a6257; --line: #e2dbcd; --rule: #b9ad98; --tint: #f6f2e9;
      --accent: #a8431b; --link: #1d5b8f; --good: #2c6e3f; --bad: #b3261e; --bad-tint: #fdeeec;
      --card: #fffdf8;
      --keyword: #9b2393; --type: #0f6674; --string: #a2361b; --number: #1c4fb0; --comment: #6c675f;
      --measure: 31.5rem; --wide: min(50.2rem, 100vw - 3rem);
      --serif: "Iowan Old Style", "Palatino Nova", "Palatino Linotype", Palatino, "Source Serif 4",
      "Noto Serif",
        "Liberation Serif", serif;
      --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif;
      --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      color-scheme: light dark; font-size: 118.75%;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #17181b; --ink: #dfdad1; --quiet: #a39c90; --line: #35363a; --rule: #63605b;
        --tint: #1f2125;
        --accent: #f0916a; --link: #8abce8; --good: #86c796; --bad: #ff8d84; --bad-tint: #331d1c;
        --card: #d9d3c6;
        --keyword: #e79be0; --type: #79c9d6; --string: #f0a184; --number: #9db8f5; --comment: #9a948a;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 0 1.2rem; max-width: calc(var(--wide) + 2.4rem); background: var(--paper);
      color: var(--ink);
      font: 1rem/1.6 var(--serif); font-kerning: normal; text-rendering: optimizeLegibility;
      overflow-wrap: break-word;
    }
    main, footer { max-width: var(--measure); }
    p, ul, ol, dl { margin: 0 0 1em; hanging-punctuation: first last; }
    p { text-wrap: pretty; }
    li { margin: .25em 0; }
    li > ul, li > ol { margin: .25em 0; }
    ul, ol { padding-left: 1.4em; }
    a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .18em; }
    a:not([href]) { color: inherit; }
    :is(a, summary, pre, .equation):focus-visible, .frame:has(:focus-visible) { outline: 2px solid var(--link); outline-offset: 3px;
      border-radius: 2px; }
    hr { width: 5em; margin: 2.5em auto; border: 0; border-top: 1px solid var(--quiet); }
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1rem; top: 1rem; padding: .4em .8em; background: var(--paper); }

    h1, h2, h3, h4 { line-height: 1.22; text-wrap: balance; font-weight: 600; }
    h1 { margin: 0 0 .5em; font-size: 2.5rem; letter-spacing: -.012em; }
    h2 { margin: 2.6em 0 .7em; font-size: 1.5rem; }
    h3 { margin: 1.9em 0 .5em; font-size: 1.15rem; }
    h4 { margin: 1.5em 0 .4em; font-size: 1rem; }
    header { margin: 4.5rem 0 2.2rem; }
    .kicker { display: flex; gap: 1.2em; margin: 0 0 .6rem; font: .78rem/1.4 var(--sans);
      letter-spacing: .04em; color: var(--quiet); }
    .kicker p { margin: 0; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    .imports { margin: 0; font-size: .78rem; }
    .imports code { padding: 0; margin-right: 1em; background: none; white-space: nowrap; }
    .anchor { color: var(--quiet); font-weight: 400; text-decoration: none; opacity: 0; padding: 0 .2em; }
    :is(h2, h3, h4):hover .anchor, .anchor:focus { opacity: 1; }

    .contents { font: .76rem/1.4 var(--sans); }
    .contents ol { list-style: none; margin: 0; padding: 0; }
    .contents li { margin: .55em 0; }
    .contents a { color: var(--quiet); text-decoration: none; }
    .contents a:hover { color: var(--link); text-decoration: underline; }
    .contents p { margin: 0 0 1em; font-weight: 600; }
    body > .contents { display: none; }
    main > .contents { margin: 0 0 2rem; font-size: .85rem; }

    code, pre, samp { font-family: var(--mono); font-variant-ligatures: none; tab-size: 4; }
    :not(pre) > code { padding: .06em .18em; border-radius: 3px; background: var(--tint);
      font-size: .84em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
    pre { margin: 0; font-size: .76rem; line-height: 1.55; overflow-x: auto; }
    /* Code that goes on beyond an edge has a shadow there; at its ends, covers that scroll with it hide the shadow. */
    pre { --cover: var(--paper); --shade: color-mix(in srgb, var(--ink) 34%, transparent);
      background: linear-gradient(90deg, var(--cover) 50%, transparent) 0 0 / 2em 100% no-repeat local,
        linear-gradient(-90deg, var(--cover) 50%, transparent) 100% 0 / 2em 100% no-repeat local,
        linear-gradient(90deg, var(--shade), transparent) 0 0 / .9em 100% no-repeat scroll,
        linear-gradient(-90deg, var(--shade), transparent) 100% 0 / .9em 100% no-repeat scroll,
        var(--cover); }
    pre code, pre samp { font-size: inherit; }
    pre.code, pre.plain, .output pre { padding: .75em 1em; }
    pre.plain { margin: 1.4em 0; padding: 0 0 0 1.4rem; }
    .k { color: var(--keyword); } .t { color: var(--type); } .s { color: var(--string); }
    .n { color: var(--number); } .c { color: var(--comment); font-style: italic; } .i {
      color: var(--quiet); }

    .cell, .excerpt {
      width: fit-content; min-width: min(100%, var(--measure)); max-width: var(--wide); clear: right;
      margin: 1.4em 0; border: 1px solid var(--line); border-radius: 5px; overflow: hidden;
    }
    .cell + .cell.continued { margin-top: -.7em; }
    .cell .code, .excerpt .code, .drawing .code, main > .code { --cover: var(--tint); }
    .cell .code + .output { border-top: 1px solid var(--line); }
    .output { border-left: 3px solid var(--rule); }
    .output details pre { padding-top: 0; padding-bottom: 0; }
    .output pre:has(+ details) { padding-bottom: 0; } .output details + pre { padding-top: 0; }
    .output summary { padding: .1em 1rem; font: .76rem/1.8 var(--sans); color: var(--quiet);
      cursor: pointer; }
    .excerpt figcaption { padding: .35em 1rem; border-bottom: 1px solid var(--line);
      font: .74rem/1.6 var(--sans); color: var(--quiet); }
    .excerpt figcaption code { background: none; padding: 0; }
    main > pre.code { margin: 1.4em 0; border-radius: 5px; }

    .picture { max-width: var(--wide); width: max-content; margin: 2em 0; clear: right; }
    .picture img { display: block; max-width: 100%; height: auto; background: #fff;
      mix-blend-mode: multiply; }
    .frame { display: block; position: relative; cursor: zoom-in; }
    .frame input { position: absolute; opacity: 0; pointer-events: none; }
    .frame:has(:checked) { position: fixed; inset: 0; z-index: 2; overflow: auto; margin: 0; padding: 0;
      border-radius: 0; background: var(--card); cursor: zoom-out; }
    .frame:has(:checked) img { width: max(100vw, 56rem); max-width: none; height: 100vh;
      object-fit: contain; }
    .picture figcaption { max-width: var(--measure); margin-top: .7em; font-size: .87rem;
      line-height: 1.5; color: var(--quiet); }
    .picture b { font-weight: 600; color: var(--ink); }
    .drawing { margin: -1em 0 1.8em; }
    .drawing summary { font: .76rem/1.6 var(--sans); color: var(--quiet); cursor: pointer; }
    .drawing .code { margin-top: .5em; border-radius: 5px; width: fit-content; min-width: 100%;
      max-width: var(--wide); }

    .claim { margin: 0 0 .25em; padding-left: 1.5em; text-indent: -1.5em; font: .8rem/1.5 var(--sans);
      color: var(--quiet); }
    .cell + .claim { margin-top: -.6em; }
    .claim + :not(.claim) { margin-top: 1.4em; } .claim:has(+ .margin) { margin-bottom: 1.4em; }
    .claim .mark { display: inline-block; width: 1.5em; text-indent: 0; color: var(--good);
      font-weight: 700; }
    .claim .value { color: var(--ink); font-variant-numeric: tabular-nums; }
    .claim.failed, .claim.failed .mark, .claim.failed .value { color: var(--bad); }

    .takeaway { margin: 1.8em 0; padding: .1em 0 .1em 1.1em; border-left: 3px solid var(--accent);
      font-size: 1.16rem; line-height: 1.45; }
    .takeaway p { margin: 0 0 .5em; text-wrap: balance; } .takeaway p:last-child { margin: 0; }
    .equation { margin: 1.5em 0; text-align: center; overflow-x: auto; clear: right; }
    .equation > div { display: inline-block; text-align: left; white-space: pre; line-height: 1.75;
      font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", var(--serif); font-size: 1.1rem; }
    .equation.aligned > div { font-family: var(--mono); font-size: .82rem; }
    .equation.rows > div { display: inline-grid; grid-template-columns: auto auto; column-gap: .3em; }
    .equation.rows span:nth-child(odd) { text-align: right; }
    .equation :is(sub, sup) { font-size: .72em; line-height: 0; }
    .scroll { margin: 1.5em 0; overflow-x: auto; clear: right; }
    table { border-collapse: collapse; font-size: .87rem; line-height: 1.45;
      font-variant-numeric: lining-nums tabular-nums;
      border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
    th, td { padding: .38em 1.1em .38em 0; text-align: left; vertical-align: top; }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { border-bottom: 1px solid var(--quiet); font-weight: 600; vertical-align: bottom; }
    .right { text-align: right; } .center { text-align: center; }

    .prediction { margin: 1.8em 0; border: 1px solid var(--line); border-radius: 5px; clear: right; }
    .prediction summary { display: block; padding: .9em 1.1em; cursor: pointer; list-style: none; }
    .prediction summary::-webkit-details-marker { display: none; }
    .prediction .label { display: block; margin-bottom: .25em; font: 600 .74rem/1.4 var(--sans);
      color: var(--accent); }
    .prediction .question { font-size: 1.06rem; }
    .prediction summary::after { content: "Then open the answer ▾"; display: block; margin-top: .45em;
      font: .76rem/1.4 var(--sans); color: var(--link); }
    .prediction[open] summary::after { content: "Fold the answer ▴"; }
    .answer { padding: .9em 1.1em 0; border-top: 1px solid var(--line); }
    .tempting { color: var(--quiet); }
    .aside { margin: 1.2em 0; padding-left: 1.1em; border-left: 1px solid var(--line); }
    .aside + .aside { margin-top: -.5em; }
    .aside > summary { margin-left: -1.1em; padding-left: 1.1em; cursor: pointer; font-style: italic;
      color: var(--link); }
    .aside[open] > summary { margin-bottom: .6em; }
    .careful { padding: .8em 1.1em; border: 1px solid var(--accent); border-radius: 5px; }
    .careful strong:first-child { color: var(--accent); }
    .margin { padding-left: 1.1em; border-left: 3px solid var(--line); font-size: .87rem;
      line-height: 1.5; }
    .note { font: italic .85rem/1.5 var(--sans); color: var(--quiet); }
    .failure, .warning { margin: 1.5em 0; padding: .9em 1.1em; border: 1px solid var(--bad);
      border-radius: 5px; background: var(--bad-tint); }
    .failure p, .warning p { margin: 0; } .failure b { color: var(--bad); }
    .failure pre { margin-top: .5em; white-space: pre-wrap; }

    footer { margin: 5rem 0 4rem; padding-top: 1.2rem; border-top: 1px solid var(--line);
      font: .78rem/1.5 var(--sans); color: var(--quiet); clear: both; }
    footer nav { display: grid; grid-template-columns: 1fr auto 1fr; gap: 2em; margin-bottom: 1.2rem;
      font-size: .9rem; }
    .previous { grid-column: 1; } .home { grid-column: 2; } .next { grid-column: 3; text-align: right; }
    .run { margin: 0; }

    body.course { display: block; max-width: calc(var(--measure) + 2.4rem); }
    .course header { margin-bottom: 3rem; }
    .introduction { font-size: 1.08rem; }
    .lessons { margin: 0; padding: 0; list-style: none; }
    .lessons > li { display: grid; grid-template-columns: 3.6rem 1fr; margin: 0; padding: 1.4rem 0;
      border-top: 1px solid var(--line); }
    .number { margin: 0; font: 1.5rem/1.2 var(--serif); color: var(--quiet);
      font-variant-numeric: lining-nums tabular-nums; }
    .lessons h2 { margin: 0 0 .3rem; font-size: 1.4rem; }
    .lessons h2 a { text-decoration: none; } .lessons h2 a:hover { text-decoration: underline; }
    .facts, .stale, .lessons .claim, .lessons details { margin: 0 0 .2rem; font: .8rem/1.5 var(--sans);
      color: var(--quiet); }
    .lessons .claim + :not(.claim) { margin-top: 0; }
    .stale { color: var(--bad); } .stale code { white-space: nowrap; }
    main > .stale { margin-bottom: 2rem; }
    .lessons summary { color: var(--link); cursor: pointer; }
    .lessons ul { margin: .4rem 0 0; padding-left: 1.2em; }

    @media (min-width: 62em) {
      .margin { float: right; clear: right; width: 15.5rem;
        margin: .3em calc(var(--measure) - var(--wide)) 1em 0; }
    }
    @media (min-width: 84em) {
      body { display: grid; grid-template-columns: 13rem minmax(0, 1fr); column-gap: 3rem;
        max-width: calc(var(--wide) + 18.4rem); }
      body > .contents { display: block; grid-row: 1 / span 2; position: sticky; top: 0;
        align-self: start; max-height: 100vh;
        overflow-y: auto; padding: 5rem 0 2rem; }
      main, footer { grid-column: 2; }
      main > .contents { display: none; }
    }
    @media (max-width: 40em) {
      :root { font-size: 106.25%; --wide: 100%; }
      header { margin-top: 2.2rem; }
      h1 { font-size: 2rem; } h2 { font-size: 1.35rem; }
      .frame::after { content: "⤢" / ""; position: absolute; right: 0; bottom: -2.1rem;
        font: 1.2rem/1 var(--sans); color: var(--link); }
      .picture figcaption { padding-right: 2rem; }
      footer nav { grid-template-columns: 1fr 1fr; }
      .next { grid-column: 2; } .home { grid-column: 1 / -1; grid-row: 2; text-align: center; }
      pre { font-size: .74rem; }
    }
    @media (prefers-color-scheme: dark) {
      .frame { isolation: isolate; padding: .7rem; border-radius: 5px; background: var(--card); }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --measure: 36rem; --wide: 44rem; font-size: 11pt; }
      .contents, .skip, .anchor, nav, .drawing, .frame input, .prediction summary::after {
        display: none !important; }
      .frame { padding: 0; }
      body { display: block; max-width: none; }
      .cell, .picture, .takeaway, .prediction, tr { break-inside: avoid; }
      h2, h3, p:has(+ :is(ul, ol)) { break-after: avoid; }
      /* A line of code that fits the page is not broken: it has up to 105 letters. */
      pre { white-space: pre-wrap; font-size: .66rem; background: var(--cover); }
      .cell, .excerpt { width: max-content; }
      details::details-content { content-visibility: visible; block-size: auto; }
    }
    """
