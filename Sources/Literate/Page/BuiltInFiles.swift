import CPageFiles

// What a browser reads of ours lies in files of its own kind and is built into the program, so that a page is one file.

/// The style sheet of every page.
let pageStyle = String(cString: nabla_page_css())

/// The style sheet of a deck of slides.
let slideDeckStyle = String(cString: nabla_slides_css())

/// The program of a deck of slides.
let slideDeckScript = String(cString: nabla_slides_js())

/// How a page looks and what it does while it follows the editor.
let liveStyle = String(cString: nabla_live_css())
let liveScript = String(cString: nabla_live_js())
