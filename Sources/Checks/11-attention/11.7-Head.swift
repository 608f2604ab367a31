// 11.7 head
// points: 3
// minutes: 30
// difficulty: hard
// essential: yes
// hint: Where does place 0 have to look, and place 1? Write the wanted place beside each place, for both tasks.
// hint: Let the key of a place be the one-hot of its own position. What must the query of a place be, so that it
//   agrees with the key of the wanted place and with no other?
// hint: Rows L … L + T − 1 of wq and wk belong to positions. wk copies the position, wq turns it into the wanted one,
//   and one of them is large: e²⁰ beside 1 is sure. wv copies the letter from the first L rows.

import Exercises
import Foundation
import Grading
import Nabla

/// A head to be designed, and a word to try it on.
struct Design {
    var letters: Int, length: Int, task: Int, word: [Int]

    typealias Matrices = (wq: Tensor, wk: Tensor, wv: Tensor)

    /// Where each place has to look.
    var wanted: [Int] { (0..<length).map { task == 1 ? length - 1 - $0 : max(0, $0 - 1) } }

    /// The word as rows: the one-hot of the letter, then that of the position.
    var x: Tensor {
        var rows = Tensor(zeros: [length, letters + length])
        for (place, letter) in word.enumerated() {
            rows[place, letter] = 1
            rows[place, letters + place] = 1
        }
        return rows
    }

    /// The map of a design, a row for each query, and what comes out.
    func run(_ m: Matrices) -> (map: Tensor, output: Tensor) {
        let scores = matmul(matmul(x, m.wq), matmul(x, m.wk).transposed()) / Scalar(length).squareRoot()
        return (softmax(scores), matmul(softmax(scores), matmul(x, m.wv)))
    }

    /// The matrices where the keys name their places, the queries the wanted ones, and the values the letters.
    func matrices(looking: [Int]? = nil, size: Scalar = 60, positionsAsValues: Bool = false) -> Matrices {
        var wq = Tensor(zeros: [letters + length, length])
        var wk = wq
        var wv = Tensor(zeros: [letters + length, positionsAsValues ? length : letters])
        for (place, target) in (looking ?? wanted).enumerated() {
            wq[letters + place, target] = Tensor(size)
            wk[letters + place, place] = 1
            if positionsAsValues { wv[letters + place, place] = 1 }
        }
        if !positionsAsValues { for letter in 0..<letters { wv[letter, letter] = 1 } }
        return (wq, wk, wv)
    }

    /// Scores from letters: equal letters look at each other, as far as there are columns.
    var byLetter: Matrices {
        var m = matrices()
        (m.wq, m.wk) = (Tensor(zeros: m.wq.shape), Tensor(zeros: m.wk.shape))
        for letter in 0..<min(letters, length) {
            m.wq[letter, letter] = 60
            m.wk[letter, letter] = 1
        }
        return m
    }

    /// Queries of the wanted place and keys of the own one, exchanged.
    var exchanged: Matrices { let m = matrices(); return (m.wk, m.wq, m.wv) }

    // MARK: What came

    /// The matrices that came, where their shapes are right.
    func matrices(of came: WireValue) -> Matrices? {
        guard let wq = came.wq.tensor, let wk = came.wk.tensor, let wv = came.wv.tensor,
            wq.shape == [letters + length, length], wk.shape == wq.shape, wv.shape == [letters + length, letters]
        else { return nil }
        return (wq, wk, wv)
    }

    /// Whether every place looks where the list says, within 0.01; and puts the right letter out if asked.
    func looks(_ came: WireValue, at places: [Int]) -> Bool {
        guard let m = matrices(of: came) else { return false }
        return isSharp(run(m).map, at: places)
    }

    func isSharp(_ map: Tensor, at places: [Int]) -> Bool {
        places.enumerated().allSatisfy { row, place in map[row, place].item > 0.99 }
    }

    /// Nil where the design does what was asked; else the first place that is not as it should be.
    func fault(_ came: WireValue) -> String? {
        guard let m = matrices(of: came) else {
            let shapes = [came.wq, came.wk, came.wv].map { $0.tensor.map { "\($0.shape)" } ?? "nothing" }
            return "expected matrices of shapes [\(letters + length), \(length)], [\(letters + length), \(length)] and "
                + "[\(letters + length), \(letters)], came \(shapes.joined(separator: ", "))"
        }
        let (map, output) = run(m)
        for (row, place) in wanted.enumerated() {
            let weight = map[row, place].item
            if !(weight > 0.99) {
                return "place \(row) should look at place \(place) with a weight of more than 0.99, but it is "
                    + String(format: "%.2f", Double(weight))
            }
            let letter = output[row].argmax()
            let isFirst = output[row].scalars.filter { $0 >= output[row].max() }.count == 1
            if letter != word[place] || !isFirst {
                return "place \(row) should show letter \(word[place]), but its output is \(output[row].brief)"
            }
        }
        return nil
    }
}

let head = Check<Design, Design.Matrices> { c in
    c.inputs { generator in
        // Both tasks; T is larger than L, or smaller with a letter behind the first T; and every word has a letter twice
        // and is no palindrome.
        [(3, 5, 1), (3, 5, 2), (4, 7, 1), (5, 6, 2), (6, 4, 1)].map { letters, length, task in
            while true {
                let word = (0..<length).map { _ in Int.random(in: 0..<letters, using: &generator) }
                let design = Design(letters: letters, length: length, task: task, word: word)
                let shown = design.wanted.map { word[$0] }
                // Letters alone must not lead to the right map.
                if Set(word).count < length, Set(word).count > 1, word != shown,
                    letters < length || word.max()! >= length
                {
                    return design
                }
            }
        }
    }
    c.calls { design, host in try host("head", design.letters, design.length, design.task) }
    c.shows { [Part("letters", $0.letters), Part("length", $0.length), Part("task", $0.task), Part("word", $0.word)] }
    c.right { $0.matrices() }
    c.judges { $0.fault($1) }
    c.recognises(
        "Every place looks at itself, so that the word is copied. Which place should this one look at?",
        { $0.looks($1, at: Array(0..<$0.length)) }, example: { $0.matrices(looking: Array(0..<$0.length)) })
    c.recognises(
        "In one task a place looks at the place after it, the last one at itself. Before or after?",
        { design, came in
            design.task == 1
                ? design.looks(came, at: design.wanted)
                : design.looks(came, at: (0..<design.length).map { min($0 + 1, design.length - 1) })
        },
        example: { design in
            design.matrices(
                looking: design.task == 1
                    ? nil : (0..<design.length).map { min($0 + 1, design.length - 1) })
        })
    c.recognises(
        .transpose,
        "The map of task 2 is transposed: queries and keys are exchanged. That of task 1 is its own mirror image.",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            let map = design.run(m).map
            let right = design.run(design.exchanged).map
            return abs(map - right).max() < 0.02
        }, example: { $0.exchanged })
    c.recognises(
        "Equal letters look at each other: the scores come from the letters. The task speaks of places.",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            return abs(design.run(m).map - design.run(design.byLetter).map).max() < 0.02
        }, example: { $0.byLetter })
    c.recognises(
        "Every place looks everywhere alike: all scores of a query are equal. What tells one key from another?",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            return abs(design.run(m).map - 1 / Scalar(design.length)).max() < 1e-3
        }, example: { $0.matrices(size: 0) },
        {
            let m = $0.matrices(); return (m.wq, 0 * m.wk, m.wv)
        })
    c.recognises(
        "The right place has the largest weight, but softmax mixes the others in. How far apart must two scores be?",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            let map = design.run(m).map
            return !design.isSharp(map, at: design.wanted)
                && design.wanted.enumerated().allSatisfy { row, place in
                    map[row].argmax() == place && map[row, place].item > 1.05 / Scalar(design.length)
                }
        }, example: { $0.matrices(size: 1) }, { $0.matrices(size: $0.length > 5 ? 5 : 4) })
    c.recognises(
        .offByOne, "The map is one place off: with T places, counted from 0, the last one is T − 1.",
        { design, came in
            design.looks(
                came, at: design.wanted.map { (design.length + $0 + (design.task == 1 ? 1 : 0)) % design.length })
                && design.task == 1
                || design.task == 2 && design.looks(came, at: (0..<design.length).map { max(0, $0 - 2) })
        },
        example: { design in
            design.matrices(
                looking: design.task == 1
                    ? design.wanted.map { ($0 + 1) % design.length } : (0..<design.length).map { max(0, $0 - 2) })
        })
    c.recognises(
        "The first place has nothing before it and looks at the last one. It should show its own letter.",
        { design, came in
            design.looks(
                came,
                at: design.task == 1
                    ? design.wanted : (0..<design.length).map { ($0 + design.length - 1) % design.length })
        },
        example: { design in
            design.matrices(
                looking: design.task == 1
                    ? nil : (0..<design.length).map { ($0 + design.length - 1) % design.length })
        })
    c.recognises(
        "In task 2 the first place scores all places alike, and mixes all letters. It should show its own letter.",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            let map = design.run(m).map
            if design.task == 1 { return design.isSharp(map, at: design.wanted) }
            return abs(map[0] - 1 / Scalar(design.length)).max() < 1e-3
                && (1..<design.length).allSatisfy { map[$0, $0 - 1].item > 0.99 }
        },
        example: { design in
            var m = design.matrices()
            if design.task == 2 { m.wq[design.letters, 0] = 0 }
            return m
        })
    c.recognises(
        "The map is right, but the values carry positions: the output has T columns. What is looked up is the letter.",
        { design, came in
            guard let wq = came.wq.tensor, let wk = came.wk.tensor, let wv = came.wv.tensor,
                wq.shape == [design.letters + design.length, design.length], wk.shape == wq.shape,
                wv.shape == [design.letters + design.length, design.length]
            else { return false }
            return design.isSharp(design.run((wq, wk, wv)).map, at: design.wanted)
        }, example: { $0.matrices(positionsAsValues: true) })
    c.recognises(
        "The map is right, and the output is 0 everywhere: the values are empty. What is looked up is the letter.",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            return design.isSharp(design.run(m).map, at: design.wanted) && abs(design.run(m).output).max() < 1e-6
        },
        example: {
            let m = $0.matrices(); return (m.wq, m.wk, 0 * m.wv)
        })
    c.recognises(
        "The map is right, but not every letter comes out. wv copies each of the L letters, however many places there are.",
        { design, came in
            guard let m = design.matrices(of: came) else { return false }
            let copied = (0..<min(design.letters, design.length)).allSatisfy { m.wv[$0].argmax() == $0 }
            return design.isSharp(design.run(m).map, at: design.wanted) && copied
        },
        example: { design in
            var m = design.matrices()
            for letter in 0..<design.letters where letter >= design.length { m.wv[letter, letter] = 0 }
            return m
        })
    c.recognises(
        "Both tasks got the reversing head. The second one asks for the letter before.",
        { design, came in design.looks(came, at: (0..<design.length).map { design.length - 1 - $0 }) },
        example: { design in design.matrices(looking: (0..<design.length).map { design.length - 1 - $0 }) })
    c.accepts("large keys and small queries") {
        let m = $0.matrices(size: 1); return (m.wq, 60 * m.wk, m.wv)
    }
    c.accepts("both signs turned") {
        let m = $0.matrices(); return (-m.wq, -m.wk, m.wv)
    }
    c.accepts("values ten times as large") {
        let m = $0.matrices(); return (m.wq, m.wk, 10 * m.wv)
    }
}
