import Text

/// Writes a page of our own that is no lesson: it looks like the lessons' pages, is one file, and fetches nothing.
///
/// - Parameters:
///   - style: what this kind of page adds to the style sheet of all.
///   - main: HTML; every text in it is escaped already.
public func documentPage(title: String, style: String = "", main: String, footer: String = "") -> String {
    """
    <!DOCTYPE html>
    <html lang="\(Words.current.language)">
    <head>
    \(htmlHead(title: title))
    <style>
    \(style)
    </style>
    </head>
    <body class="course document">
    <main>
    \(main)
    </main>
    <footer>
    <p class="run">\(footer)</p>
    </footer>
    </body>
    </html>

    """
}
