// What a browser reads of ours lies in files of its own kind and is built into the program, so that a page is one file.

/// The style sheet of every page.
let pageStyle = String(decoding: PackageResources.page_css, as: UTF8.self)

/// The style sheet of a deck of slides.
let slideDeckStyle = String(decoding: PackageResources.slides_css, as: UTF8.self)

/// The program of a deck of slides.
let slideDeckScript = String(decoding: PackageResources.slides_js, as: UTF8.self)
