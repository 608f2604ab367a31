import Foundation
import Literate
import Notebook
import Synchronization

/// The page of a lesson that is being watched: while it is, it asks for news; afterwards it is an ordinary page again.
final class FollowedPage: Sendable {
    private struct State {
        /// The newest page on the disk.
        var stamp = ""
        var hasEnded = false
        /// Whether a page was put there because there was none.
        var isPlaceholder = false
    }

    let page: URL
    private let folder: URL
    private let title: String
    private let state = Mutex(State())

    /// Throws where somebody else's file has the name that is needed.
    init(_ lesson: Lesson, output: URL) throws {
        title = "\(lesson.number) · \(lesson.title)"
        folder = output.appending(path: lesson.folder)
        page = folder.appending(path: "index.html")
        let news = folder.appending(path: LivePage.file)
        guard PlainFile.kind(of: news) != .nothing else { return }
        guard let content = try? PlainFile.read(news), LivePage.News.isScript(content) else {
            throw CommandError(
                .wrongArguments, "\(news.path) is there already, and the kit did not write it",
                hint: "move it away, or name another folder with --output")
        }
    }

    /// Lets the page on the disk ask for news; puts one there where there is none.
    func begin() throws {
        try state.withLock { state in
            state.stamp = Self.freshStamp()
            if OutputFolder.isOfRun(folder) {
                try PlainFile.write(LivePage.following(try PlainFile.read(page), stamp: state.stamp), to: page)
                try tell(.init(page: state.stamp, .shown))
            } else {
                let placeholder = Data(LivePage.placeholder(title: title).utf8)
                let content = LivePage.following(placeholder, stamp: state.stamp)
                try OutputFolder(folder).write([("index.html", content)])
                state.isPlaceholder = true
                try tell(.init(page: state.stamp, .running, "The lesson runs."))
            }
        }
    }

    /// What the page of the next run is called.
    static func freshStamp() -> String { "\(getpid())-\(UInt64.random(in: 0 ... .max))" }

    /// Tells readers what is going on.
    func tell(_ kind: LivePage.News.State, _ title: String = "", text: String = "") throws {
        try state.withLock { state in
            guard !state.hasEnded else { return }
            try tell(.init(page: state.stamp, kind, title, text: text))
        }
    }

    /// Tells readers that a run has written another page.
    func renewed(_ stamp: String, _ kind: LivePage.News.State, _ title: String = "", text: String = "") throws {
        try state.withLock { state in
            guard !state.hasEnded else { return }
            if state.isPlaceholder {
                // The record of the run lists its files; the list of the placeholder has done its work.
                unlink(folder.appending(path: ".nabla.json").path)
                state.isPlaceholder = false
            }
            state.stamp = stamp
            try tell(.init(page: stamp, kind, title, text: text))
        }
    }

    private func tell(_ news: LivePage.News) throws {
        try PlainFile.write(news.script, to: folder.appending(path: LivePage.file))
    }

    /// Makes an ordinary page of it. Nothing is told any more.
    func end() {
        state.withLock { state in
            guard !state.hasEnded else { return }
            state.hasEnded = true
            if state.isPlaceholder {
                for name in ["index.html", ".nabla.json"] { unlink(folder.appending(path: name).path) }
            } else if let content = try? PlainFile.read(page) {
                let ordinary = LivePage.ordinary(content)
                if ordinary != content { try? PlainFile.write(ordinary, to: page) }
            }
            unlink(folder.appending(path: LivePage.file).path)
            if state.isPlaceholder { rmdir(folder.path) }
        }
    }
}
