/// A figure of the gallery.
public struct GalleryItem: Equatable, Sendable {
    public var name: String
    public var explanation: String
    /// The picture's file, beside the page.
    public var picture: String
    public var code: String
    /// Where the code stands: "Sources/…, line 12".
    public var place: String

    public init(name: String, explanation: String, picture: String, code: String, place: String) {
        (self.name, self.explanation, self.picture) = (name, explanation, picture)
        (self.code, self.place) = (code, place)
    }
}

/// Figures of one family.
public struct GalleryFamily: Equatable, Sendable {
    public var title: String
    public var items: [GalleryItem]

    public init(title: String, items: [GalleryItem]) { (self.title, self.items) = (title, items) }
}

/// Writes the page of the gallery: every figure with the code that drew it.
public func galleryPage(_ families: [GalleryFamily]) -> String {
    let contents = families.map { family in
        let links = family.items.map { "<a href=\"#\(anchor($0))\">\($0.name.escapedForHTML)</a>" }
        return "<p><b>\(family.title.escapedForHTML)</b>: \(links.joined(separator: " · "))</p>"
    }
    let body = families.map { family in
        "<h2>\(family.title.escapedForHTML)</h2>\n" + family.items.map(html).joined(separator: "\n")
    }
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Every kind of figure</title>
        <link rel="icon" href="data:,">
        <style>
        \(pageStyle)
        .item { margin: 0 0 4rem; }
        .item img { background: #fff; }
        @media screen and (prefers-color-scheme: dark) {
          .item .picture { isolation: isolate; padding: .7rem; border-radius: 5px; background: var(--card); }
        }
        </style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">Nabla</p>
        <h1>Every kind of figure</h1>
        </header>
        <p>The code below each picture is the code that drew it. Copy it into a lesson's <code>figure</code>, and put \
        your numbers in.</p>
        \(contents.joined(separator: "\n"))
        \(body.joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
}

private func anchor(_ item: GalleryItem) -> String {
    item.name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
}

private func html(_ item: GalleryItem) -> String {
    let alternative = "\(item.name): \(item.explanation)".escapedForHTML
    return """
        <section class="item" id="\(anchor(item))">
        <h3>\(item.name.escapedForHTML)</h3>
        <p>\(item.explanation.escapedForHTML)</p>
        <figure class="picture"><img src="\(item.picture)" alt="\(alternative)" width="960" height="540"></figure>
        <figure class="excerpt">
        <figcaption><code>\(item.place.escapedForHTML)</code></figcaption>
        <pre class="code"\(item.code.focus)><code>\(highlightedHTML(swift: item.code))</code></pre>
        </figure>
        </section>
        """
}
