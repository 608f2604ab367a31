import Foundation
import Grading
import Testing

@testable import Classroom

@Suite struct GradeExportTests {
    private let roster = Roster([
        Student(id: "ann", name: "Ann Müller", email: "ann@example.edu", more: ["canvas": "17"]),
        Student(id: "bob", name: "Robert Smith, Jr.", email: "bob@example.edu"),
        Student(id: "kim1", name: "Kim Lee", email: "kim1@example.edu"),
        Student(id: "kim2", name: "Kim Lee", email: "kim2@example.edu"),
        Student(id: "late", name: "Zoë Nobody", email: "zoe@example.edu"),
    ])

    private var book: Gradebook {
        let records = ["ann", "bob", "kim1", "kim2"].enumerated().map { number, id in
            MadeUpClass.record(
                id, [MadeUpClass.verdict("4.1", number < 2 ? .passed : .wrong), MadeUpClass.verdict("4.2", .passed)])
        }
        var file = MadeUpClass.file()
        file.lessons[0].points = ["4.1": 0.5]
        return MadeUpClass.book(records, file, roster: roster)
    }

    private let folders = ["04-perceptron"]

    private func canvas(_ text: String) throws -> CanvasFile { try CanvasFile(Array(text.utf8), name: "c.csv") }
    private func moodle(_ text: String, _ name: String = "Lesson 04.csv") throws -> MoodleWorksheet {
        try MoodleWorksheet(Array(text.utf8), name: name)
    }

    // MARK: Canvas

    private let gradebook = """
        Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (900),The perceptron (901),Current Score\r
            Points Possible,,,,,10.00,3.00,(read only)\r
        "Müller, Ann",17,,annm,"A, B",5.00,,81.2\r
        "Smith, Robert, Jr.",18,bob,,A,,1.00,\r
        "Lee, Kim",19,,,A,"",,\r
        "Student, Test",20,,,A,,,\r
        Stranger,21,,,A,7,,\r

        """

    @Test func `Canvas's file has the points, and every other byte stays`() throws {
        let filled = try canvas(gradebook).filled(book, folders: folders)
        // A line end of two letters is one character to Swift, so it stays out of what is looked for.
        let expected = gradebook.replacing("5.00,,81.2", with: "5.00,2.5,81.2").replacing("A,,1.00,", with: "A,,2.5,")
        #expect(String(decoding: filled.bytes, as: UTF8.self) == expected)
        #expect(filled.filled == 2)
        #expect(filled.unplaced.contains("Stranger is not in the class's roster"))
        #expect(filled.unplaced.contains("Lee, Kim may be kim1 or kim2"))
        #expect(filled.unplaced.contains { $0.hasPrefix("Kim Lee (kim1) has points") })
        #expect(!filled.unplaced.contains { $0.contains("Zoë") })
        #expect(filled.notes.contains { $0.contains("3.00 points possible in Canvas") })
    }

    @Test func `an assignment is found by number, by name, or as it is told`() throws {
        for title in ["Lesson 04 (901)", "Übung 4 (901)", "Perceptron! (901)"] {
            let text = gradebook.replacing("The perceptron (901)", with: title)
            #expect(try canvas(text).filled(book, folders: folders).filled == 2, "\(title)")
        }
        let other = gradebook.replacing("The perceptron (901)", with: "Week three (901)")
        let error = try #require(throws: ClassError.self) { try canvas(other).filled(book, folders: folders) }
        #expect(error.hint?.contains("\"Week three (901)\"") == true)
        #expect(try canvas(other).filled(book, lesson: "04", column: "Week three", folders: folders).filled == 2)
        #expect(throws: ClassError.self) {
            try canvas(other).filled(book, lesson: "04", column: "Week", folders: folders)
        }
        #expect(throws: ClassError.self) { try canvas("Name,Grade\nAnn,1\n") }
    }

    @Test func `semicolons and decimal commas are kept`() throws {
        let text = "\u{FEFF}Student;ID;Section;Lesson 4 (1)\nPoints Possible;;;2,5\nAnn Müller;17;A;\n"
        let filled = try canvas(text).filled(book, folders: folders)
        #expect(String(decoding: filled.bytes, as: UTF8.self) == text.replacing("17;A;\n", with: "17;A;2,5\n"))
    }

    // MARK: Moodle

    /// Titles as Moodle writes them in three languages, with two participants and a stranger.
    static let worksheets = [
        """
        \u{FEFF}Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
        "Participant 901","Ann Müller",ann@example.edu,"Submitted for grading",,100.00,Yes,"Monday, 30 November 2026, 2:05 PM",-,
        "Participant 902","Robert Smith, Jr.",BOB@example.edu,"Submitted for grading",1.00,100.00,Yes,-,-,"keep ""this"" too"
        "Participant 903","Somebody Else",x@example.edu,"No submission",,100.00,Yes,-,-,
        """,
        """
        ID;"Vollständiger Name";E-Mail-Adresse;Status;Bewertung;Bestwertung;"Bewertung kann geändert werden";"Zuletzt geändert (Abgabe)";"Zuletzt geändert (Bewertung)";"Feedback als Kommentar"\r
        Teilnehmer/in901;"Ann Müller";ann@example.edu;"Zur Bewertung abgegeben";;100,00;Ja;"Montag, 30. November 2026, 14:05";-;\r
        Teilnehmer/in902;"Robert Smith, Jr.";bob@example.edu;Status;"1,00";100,00;Ja;-;-;\r
        Teilnehmer/in903;"Somebody Else";x@example.edu;"Keine Abgabe";;100,00;Ja;-;-;\r
        """,
        """
        Identifiant,"Nom complet","Adresse de courriel",Statut,Note,"Note maximale","La note peut être modifiée","Dernière modification (travail remis)","Dernière modification (note)","Feedback par commentaires"
        Participant901,"Ann Müller",ann@example.edu,Remis,,"100,00",Oui,-,-,
        Participant902,"Robert Smith, Jr.",bob@example.edu,Remis,"1,00","100,00",Oui,-,-,
        Participant903,"Somebody Else",x@example.edu,-,,"100,00",Oui,-,-,
        """,
    ]

    /// Every byte but those of the two grades.
    private func others(_ bytes: [UInt8], _ cells: CSVCells) -> [UInt8] {
        let grades = [1, 2].map { cells.rows[$0][4].range }
        return bytes.indices.filter { index in !grades.contains { $0.contains(index) } }.map { bytes[$0] }
    }

    @Test(arguments: worksheets)
    func `Moodle's worksheet has the grades in any language, and every other cell stays`(text: String) throws {
        let before = try CSVCells(Array(text.utf8), name: "w")
        let filled = try moodle(text).filled(book, folders: folders)
        let after = try CSVCells(filled.bytes, name: "w")
        let comma = text.contains("100,00")
        #expect(filled.filled == 2)
        #expect(after.rows[1][4].value == (comma ? "2,50" : "2.50"))
        #expect(after.rows[2][4].value == (comma ? "2,50" : "2.50"))
        #expect(others(filled.bytes, after) == others(Array(text.utf8), before))
        #expect(filled.unplaced.contains("Somebody Else is not in the class's roster"))
        #expect(filled.unplaced.contains { $0.hasPrefix("Kim Lee (kim1) has points") })
        #expect(filled.notes.contains { $0.contains("--scale") })
        let scaled = try moodle(text).filled(book, folders: folders, scales: true)
        #expect(String(decoding: scaled.bytes, as: UTF8.self).contains(comma ? "100,00" : "100.00"))
        #expect(try CSVCells(scaled.bytes, name: "w").rows[1][4].value == (comma ? "100,00" : "100.00"))
    }

    @Test func `what cannot be placed is refused or listed`() throws {
        #expect(throws: ClassError.self) { try moodle("Name;Punkte\nAnn;2\n") }
        let closed = Self.worksheets[0].replacing("100.00,Yes,\"Monday", with: "100.00,No,\"Monday")
        #expect(
            try moodle(closed).filled(book, folders: folders).unplaced.contains { $0.contains("cannot be changed") })
    }

    /// Points in the wrong row are worse than points in none.
    @Test func `a row whose columns mean different students is left, and said`() throws {
        let odd = gradebook.replacing("17,,annm", with: "17,bob,annm")
        let filled = try canvas(odd).filled(book, folders: folders)
        #expect(filled.filled == 1)
        #expect(filled.unplaced.contains("Müller, Ann: ID is that of ann, and SIS User ID that of bob"))
        #expect(!filled.unplaced.contains { $0.hasPrefix("Ann Müller (ann) has points") })
        // A name that two have and an address that one of them has agree, and then an address decides.
        let worksheet = """
            Identifier,Full name,Email address,Grade,Last modified (grade)
            Participant 1,Kim Lee,kim2@example.edu,,-
            Participant 2,Ann Müller,bob@example.edu,,-

            """
        let moodle = try moodle(worksheet).filled(book, folders: folders)
        #expect(String(decoding: moodle.bytes, as: UTF8.self).contains("kim2@example.edu,2.00,-"))
        #expect(moodle.unplaced.contains("Ann Müller: Email address is that of bob, and Full name that of ann"))
        #expect(moodle.filled == 1)
    }

    @Test(arguments: ["a\"b", "\"a", "\"a\n"])
    func `odd quotation marks do no harm`(text: String) {
        let cells = try? CSVCells(Array(text.utf8), name: "t")
        if let cells { #expect(cells.filled([]) == Array(text.utf8)) }
    }

    @Test func `Moodle's feedback goes into the folders that Moodle gave`() throws {
        try TemporaryFolder.using { url in
            let folder = ClassFolder(url)
            var zip = ZipWriter()
            for name in ["Ann Müller_901_assignsubmission_file", "Somebody Else_903_assignsubmission_file", "x"] {
                zip.add("\(name)/4.2-Update.swift", Data("a".utf8))
            }
            func make() throws -> MoodleFeedback {
                try MoodleFeedback(for: zip.data, name: "m.zip", book, folder, lesson: nil)
            }
            #expect(throws: ClassError.self, "without feedback") { try make() }
            try WholeFile.write(Data("<html>".utf8), to: folder.feedback(for: "ann", MadeUpClass.submitted))
            let feedback = try make()
            let written = try ZipArchive(feedback.archive)
            #expect(written.entries.map(\.name) == ["Ann Müller_901_assignsubmission_file/feedback.html"])
            #expect(try written.content(of: written.entries[0], limit: 99) == Array("<html>".utf8))
            #expect(feedback.unplaced.count == 2)
        }
    }
}
