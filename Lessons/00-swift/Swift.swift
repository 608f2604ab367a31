import Notebook
import Tensors

public func swiftInAnHour() throws {
    //: # 00 · Swift in an hour, for those who know Python
    //: Here is a function in Python. It tells what share of a list of labels is the one you ask for.
    //:
    //: ```python
    //: def share(label, labels):
    //:     hits = 0
    //:     for each in labels:
    //:         if each == label:
    //:             hits += 1
    //:     return hits / len(labels)
    //:
    //: print(share(1, [1, 0, 1, 1]))
    //: ```
    //:
    //: And here it is in Swift:
    func share(of label: Int, in labels: [Int]) -> Scalar {
        var hits = 0
        for each in labels where each == label { hits += 1 }
        return Scalar(hits) / Scalar(labels.count)
    }
    print(share(of: 1, in: [1, 0, 1, 1]))
    claim("share of the label 1", share(of: 1, in: [1, 0, 1, 1]), equals: 0.75)
    figure(
        "What is new in it, piece by piece. The sections of this page explain them.",
        alt: """
            The Swift function in large letters. Arrows point at its parts: of and label, a name for the caller and one \
            for the body; Int and [Int], types of the arguments; Scalar, the type of the result; var, may change; where, \
            only those; braces, where the body begins and ends; Scalar(hits), a whole number made into a Scalar.
            """, height: 800
    ) { SwiftFigures.annotatedFunction() }
    //: You could read most of it without being told. This page explains the rest: as much Swift as the course uses,
    //: and no more. Each new thing stands beside its Python. If you come from another language, skip the Python;
    //: much of the Swift will look familiar.
    //:
    //: **You will be able to**
    //:
    //: - say what `2 / 8` gives, and divide two counts (exercise 0.1);
    //: - change a list without changing the caller's (0.2);
    //: - write a range that ends where you want it to (0.3);
    //: - call a function by its labels, also one that may fail (0.4, 0.6);
    //: - compare tensors, the blocks of numbers of lesson 01, entry by entry (0.5);
    //: - read what the compiler says, and find the line it means.
    //:
    //: **You need** to have written loops and functions, in any language.
    //:
    //: **Time** 25 minutes.
    //:
    //: You can skip this page and come back to it when the compiler stops you.
    //:
    //: ## A name is fixed unless you say `var`
    //: ```python
    //: epochs = 10
    //: rate = 0.5
    //: rate = rate / 2
    //: ```
    let epochs = 10  // this name keeps its value
    var rate = 0.5  // this one may get another
    rate = rate / 2
    print(epochs, rate)
    claim("the rate, halved", rate, equals: 0.25)
    //: `let` gives a value a name for good. `var` makes a variable that may get other values. Write `let`, and change
    //: it to `var` when you need to. If you forget, the compiler refuses:
    //:
    //: ```swift
    //: let start = 0.5
    //: start = 0.25
    //: ```
    //: ```text
    //: cannot assign to value: 'start' is a 'let' constant
    //: ```
    //: The arguments of a function, and the variable of a `for` loop, are fixed too, though no `let` stands there.
    //: Inside the function, make a variable of the same name. From there on the new one is meant:
    func halved(_ w: Scalar) -> Scalar {
        var w = w
        w /= 2
        return w
    }
    print(halved(3))
    claim("half of 3", halved(3), equals: 1.5)
    //: Lines end without a semicolon. No colon begins a body: it stands in braces, even if it is one line, and its
    //: indentation is only for the eye. Small things have other names:
    //:
    //: | Python | Swift |
    //: |---|---|
    //: | `True`, `False`, `None` | `true`, `false`, `nil` |
    //: | `a and b`, `a or b`, `not a` | `a && b`, `a \|\| b`, `!a` |
    //: | `elif a > 0:` | `else if a > 0 {` |
    //: | `1 if a > 0 else -1` | `a > 0 ? 1 : -1` |
    //: | `x ** 2` | `x * x` |
    //: | `f"half {half}"` | `"half \(half)"` |
    //: | `# a comment` | `// a comment` |
    let half = 0.5
    print("half \(half),", half > 0 && !(half > 1) ? "between 0 and 1" : "elsewhere")
    //: > Write `let`, until you need `var`.
    //:
    //: ## Whole numbers divide to whole numbers
    //: ```python
    //: print(2 / 8)  # 0.25
    //: ```
    predict(
        "What does Swift say to `2 / 8`?", answer: "0, where nothing else is asked for. 0.25, where a `Scalar` is.",
        tempting: "0.25", why: "So it is in Python, whose / gives a fraction even of whole numbers. Its // does not.")
    let whole = 2 / 8
    let exact: Scalar = 2 / 8
    print(whole, exact)
    claim("two whole numbers, and two Scalars", [Double(whole), Double(exact)], equals: [0, 0.25])
    //: Every value has a **type**, and every variable keeps the type it began with. You rarely write it: the compiler
    //: finds it. These are the types you will meet:
    //:
    //: | type | holds | as in |
    //: |---|---|---|
    //: | `Int` | a whole number | `3`, a count, an index, a label |
    //: | `Scalar` | a number of the engine, in 32 bits | a measurement |
    //: | `Double` | a number in 64 bits | `0.5`, where nobody asks for another type |
    //: | `Bool` | `true` or `false` | `a > 0` |
    //: | `String` | a text | `"half"` |
    //: | `[Int]` | a list of `Int` | `[3, 1, 4]` |
    //: | `(Int, Scalar)` | two values together, a *tuple* | `(3, 0.5)` |
    //: | `Tensor` | the subject of lesson 01 | `[[1, 2], [3, 4]]` |
    //:
    //: A number that you type has no type of its own: it takes the one that the place wants. `exact` was to be a
    //: `Scalar`, so 2 and 8 became Scalars. For `whole` nothing was said, and without a point they became `Int`.
    //: (**`Scalar`** is another name for `Float`; messages use both.)
    //:
    //: A *variable* has its type already, and types do not mix. Swift never converts behind your back:
    //:
    //: ```swift
    //: func share(hits: Int, all: Int) -> Scalar { return hits / all }
    //: ```
    //: ```text
    //: cannot convert return expression of type 'Int' to return type 'Scalar' (aka 'Float')
    //: ```
    //: You convert, by calling the type you want. But *when* you do so matters:
    let (hits, all) = (3, 4)
    print(Scalar(hits) / Scalar(all), Scalar(hits / all))
    claim("first convert, then divide", Scalar(hits) / Scalar(all), equals: 0.75)
    claim("first divide, then convert", Scalar(hits / all), equals: 0)
    figure(
        "n / 8 for 41 whole numbers n. Division of Int cuts off what is behind the point, towards 0.",
        alt: """
            A straight line through the origin: n / 8 of Scalars. Blue points in steps of eight, the middle step from −7 \
            to 7 at height 0: n / 8 of Int. Orange rings for Python's //: the same from 0 on; below 0 they lie one lower, unless \
            n is a multiple of 8.
            """, height: 900
    ) { SwiftFigures.division() }
    print(-7 / 8, -7 % 8)
    claim("−7 / 8 and −7 % 8 of Int", [-7 / 8, -7 % 8], equals: [0, -7])
    //: Below 0, Swift and Python differ: `-7 // 8` is −1 in Python, and `-7 % 8` is 1.
    //:
    //: Two more slips belong here. A sum that starts with `var sum = 0` is an `Int`; write `var sum: Scalar = 0`.
    //: And `exp(a)` or `log(a)` of a `Scalar` needs `import Foundation` at the top of the file. The root does not:
    //: it is `a.squareRoot()`.
    //:
    //: > Two counts: write `Scalar(hits) / Scalar(all)`. Convert first, divide then.
    //:
    //: ## An assignment copies
    //: ```python
    //: a = [0, 1, 2]
    //: b = a
    //: b[0] = 9
    //: ```
    predict(
        "After `a = [0, 1, 2]`, `b = a`, `b[0] = 9` Python prints [9, 1, 2] for a. And Swift, after the same three lines?",
        answer: "[0, 1, 2]: b is a list of its own.",
        tempting: "[9, 1, 2]",
        why: "In Python an assignment gives the same list a second name. In Swift it gives b the value.")
    let a = [0, 1, 2]
    var b = a
    b[0] = 9
    print(a, b)
    claim("a, after b has changed", a, equals: [0, 1, 2])
    claim("b", b, equals: [9, 1, 2])
    figure(
        "Three lines in both languages. In Python two names share one list. In Swift each has its own.",
        alt: """
            Boxes with the numbers of a list. After line 1 both languages have one list, named a. After line 2 in Python \
            a and b point at the same list; in Swift there are two equal lists. After line 3 Python's one list begins \
            with 9; in Swift only b does.
            """, over: [1, 2, 3], label: "after line", height: 800
    ) { SwiftFigures.copies(after: $0) }
    //: Numbers, texts, lists, tuples and tensors all behave like this: they are **values**. (It costs little. The
    //: numbers are only copied when one of the two changes.)
    //:
    //: So a function cannot change a value that you gave it, and that keeps the code of this course easy to follow.
    //: Where a function must change its argument, both sides say so: its declaration with `inout`, your call with
    //: `&`. You will see it where random numbers are drawn, for the generator has to move on. (`seed` is a number
    //: that every run of a lesson is given, 1 if you do not say `--seed`; the generator starts from it.)
    var generator = SeededGenerator(seed: seed)
    let first = Tensor(randomNormal: [2], using: &generator)
    let second = Tensor(randomNormal: [2], using: &generator)
    print(first, second)
    claim("the second draw is another", isTrue: first != second)
    var again = SeededGenerator(seed: seed)
    claim("the same seed gives the same draw", isTrue: Tensor(randomNormal: [2], using: &again) == first)
    //: > Two variables, two values. What you did not mark with `&` stays as it was.
    //:
    //: ## The end of a range is not in it
    //: ```python
    //: for i in range(3):
    //:     print(i)
    //: ```
    let letters = ["a", "b", "c", "d", "e"]
    for i in 0..<3 { print(i, letters[i]) }
    print(letters[1..<3], letters[1...3], letters[letters.count - 1])
    claim("0..<3", Array(0..<3), equals: [0, 1, 2])
    claim("how many letters in 1..<3 and in 1...3", [letters[1..<3].count, letters[1...3].count], equals: [2, 3])
    //: `0..<3` is Python's `range(3)`: 0, 1, 2. With three points the end belongs to it: `0...3` is 0, 1, 2, 3.
    figure(
        "Five letters, indices 0 to 4. The open end `..<` stops before its number.",
        alt: """
            Five boxes with the letters a to e, numbered 0 to 4, and a dashed sixth one, number 5, that does not exist. \
            Below, bars show which boxes belong to 0..<5, 0..<3, 1...3, 2... and, in red, 0...5, which reaches into the \
            sixth.
            """, height: 900
    ) { SwiftFigures.ranges(letters) }
    predict(
        "How many numbers are in `2..<7`, and how many in `2...7`?", answer: "5 and 6: 7 − 2, and one more.",
        tempting: "4 and 5", why: "The end is left out of the first, but the start is not.")
    print((2..<7).count, (2...7).count)
    claim("numbers in 2..<7 and 2...7", [(2..<7).count, (2...7).count], equals: [5, 6])
    //: | Python | Swift |
    //: |---|---|
    //: | `range(n)`, `range(1, n + 1)` | `0..<n`, `1...n` |
    //: | `range(0, n, 2)` | `stride(from: 0, to: n, by: 2)` |
    //: | `reversed(range(n))` | `(0..<n).reversed()` |
    //: | `len(list)`, `list[-1]` | `list.count`, `list[list.count - 1]` |
    //: | `for i, x in enumerate(list):` | `for (i, x) in list.enumerated() {` |
    //: | `for p, q in zip(a, b):` | `for (p, q) in zip(a, b) {` |
    //: | `list = []` | `var list: [Scalar] = []` |
    //: | `list.append(x)` | `list.append(x)` |
    //: | `[0] * n` | `Array(repeating: 0, count: n)` |
    //:
    //: An index beyond the end stops the program (`Index out of range`), and a negative one does too. So does a range
    //: that would run backwards, such as `0..<(-1)`. An empty one, `3..<3`, is fine: its loop does not run.
    //:
    //: **Careful.** A piece of a list keeps its numbers: `letters[1..<3]` begins with index 1, and index 0 stops the
    //: program. `Array(letters[1..<3])` is a list of its own, and begins with 0.
    //:
    //: Tensors take the same ranges, one for each axis (lesson 01): `x[0..<3]` are the first three rows, `x[.all, 1]` is a column.
    //: (`.all` is short for `TensorIndex.all`. A name that begins with a dot belongs to the type that is wanted there.)
    //:
    //: > `a..<b` holds b − a numbers, and b is none of them.
    //:
    //: ## A call names its arguments
    //: ```python
    //: def line(x, slope, intercept=0):
    //:     return slope * x + intercept
    //:
    //: print(line(4, slope=0.5), line(4, 0.5, -1))
    //: ```
    func line(at x: Scalar, slope: Scalar, intercept: Scalar = 0) -> Scalar {
        slope * x + intercept
    }
    print(line(at: 4, slope: 0.5), line(at: 4, slope: 0.5, intercept: -1))
    claim(
        "½·4, and ½·4 − 1", [line(at: 4, slope: 0.5), line(at: 4, slope: 0.5, intercept: -1)], equals: [2, 1])
    //: In Python you may name an argument. In Swift you must, and in the order of the declaration: the **labels** are
    //: part of the function's name, `line(at:slope:intercept:)`. An argument can have two names: `at` is for the
    //: caller, `x` for the body. One name serves for both. `_` means that there is no label: `halved(_ w: Scalar)` is
    //: called `halved(3)`. What has a value in the declaration may be left out.
    //:
    //: ```swift
    //: func line(at x: Scalar, slope: Scalar) -> Scalar { return slope * x }
    //: let y = line(4, slope: 0.5)
    //: ```
    //: ```text
    //: missing argument label 'at:' in call
    //: ```
    //: Behind the arrow `->` stands the type of the result. A body of one expression needs no `return`. Several values
    //: come back as a tuple, whose parts can have names:
    func ends(of list: [Scalar]) -> (first: Scalar, last: Scalar) {
        (list[0], list[list.count - 1])
    }
    let both = ends(of: [3, 1, 4])
    let (left, right) = ends(of: [3, 1, 4])
    print(both.first, both.last, left, right)
    claim("both ends, by name and taken apart", [both.first, both.last, left, right], equals: [3, 4, 3, 4])
    //: Labels also tell functions apart: `x.sum()` adds up all of a tensor, `x.sum(alongAxes: 0)` along one axis.
    //:
    //: > Read a call aloud, with its labels. So it is meant.
    //:
    //: ## A closure is a function without a name
    //: ```python
    //: squares = [x * x for x in numbers]
    //: large = [x for x in numbers if x > 2]
    //: square = lambda x: x * x
    //: ```
    let numbers: [Scalar] = [3, 1, 4]
    let squares = numbers.map { x in x * x }
    let large = numbers.filter { $0 > 2 }
    let square = { (x: Scalar) in x * x }
    print(squares, large, square(3), numbers.reduce(0, +))
    claim("squares", squares, equals: [9, 1, 16])
    claim("those above 2", large, equals: [3, 4])
    claim("all added up", numbers.reduce(0, +), equals: 8)
    //: A function between braces is a **closure**. Its arguments stand before `in`; if you give them no names, they are
    //: `$0` and `$1`. `map` calls it for every number of the list and returns the list of its answers, `filter` keeps
    //: those for which it says `true`, `reduce(0, +)` adds up from 0.
    //:
    //: A function can take a function. Its type is written with an arrow, too. How steep is f at x? Go half a step to
    //: both sides:
    func slope(at x: Scalar, of f: (Scalar) -> Scalar) -> Scalar { f(x + 0.5) - f(x - 0.5) }
    print(slope(at: 3, of: square), slope(at: 3, of: { $0 * $0 }), slope(at: 3) { $0 * $0 })
    claim("the slope of x² at 3, asked for three times", slope(at: 3) { $0 * $0 }, equals: 6)
    //: The last of the three is the usual way: a closure that is the last argument may stand behind the parenthesis,
    //: without its label. That is how the lessons draw: `figure("caption", alt: "…") { … }`.
    //:
    //: Some closures do nothing but read a property. `texts.map(\.count)` is short for `texts.map { $0.count }`.
    //:
    //: > `{ $0 * $0 }` is a function. `map` calls it for every number.
    //:
    //: ## An optional is a box that may be empty
    //: What is the largest number of a list without numbers? Python raises an error. Swift returns a box with nothing
    //: in it.
    let some = [2, 5, 3].max()
    let none = [Int]().max()
    print(some, none)
    claim("the largest of three, and of none", isTrue: some == 5 && none == nil)
    //: The type of both is `Int?`, an **optional**: an `Int`, or `nil`. In Python anything may be `None`, and you find out
    //: when the program stops. In Swift only what says `?` may be missing, and you have to open the box first:
    //:
    //: ```swift
    //: let best = [2, 5, 3].max()
    //: print(best + 1)
    //: ```
    //: ```text
    //: value of optional type 'Int?' must be unwrapped to a value of type 'Int'
    //: ```
    //: There are four ways to open it.
    func report(_ list: [Int]) -> String {
        guard let best = list.max() else { return "nothing" }
        return "best: \(best)"
    }
    print(report([2, 5, 3]), report([]))
    print(none ?? 0)
    if let best = some { print("the box holds", best) }
    claim("nothing, or else 0", none ?? 0, equals: 0)
    claim("the function leaves early for an empty list", isTrue: report([]) == "nothing")
    figure(
        "A full box and an empty one, opened in four ways. Only the last can stop the program.",
        alt: """
            Two columns: the box of [2, 5, 3].max() with a 5 in it, and the empty box of an empty list. Rows: ?? 0 gives 5 \
            and 0; if let runs its body with 5, or skips it; guard let goes on with 5, or leaves the function; ! gives 5, \
            or stops the program.
            """, height: 980
    ) { SwiftFigures.boxes() }
    //: `max()`, `min()`, `first`, `last` and `firstIndex(of:)` of a list return an optional. So does `Int("12")`: not
    //: every text is a number. Those of a tensor do not: `x.max()` is a `Scalar`.
    //:
    //: > `?` says: maybe nothing. Say what to do then, with `??` or `guard let`.
    //:
    //: ## A struct is a value, a class is shared
    //: ```python
    //: @dataclass
    //: class Score:
    //:     right: int = 0
    //:     total: int = 0
    //:
    //:     def count(self, is_right):
    //:         self.total += 1
    //:         if is_right:
    //:             self.right += 1
    //:
    //:     @property
    //:     def share(self):
    //:         return self.right / self.total
    //: ```
    struct Score {
        var right = 0
        var total = 0
        var share: Scalar { Scalar(right) / Scalar(total) }

        mutating func count(_ isRight: Bool) {
            total += 1
            if isRight { right += 1 }
        }
    }
    var monday = Score()
    monday.count(true)
    var tuesday = monday
    tuesday.count(false)
    print(monday.share, tuesday.share, Score(right: 9, total: 10).share)
    claim("Monday does not know of Tuesday", [monday.share, tuesday.share], equals: [1, 0.5])
    claim("made with both numbers", Score(right: 9, total: 10).share, equals: 0.9)
    //: A **struct** has parts and functions. `self` is not written, unless two things have one name. `share` is computed
    //: whenever it is read. `Score(right: 9, total: 10)` comes for free: a struct can be made from its parts. And it is
    //: a value: `tuesday` began as a copy.
    //:
    //: A function that changes the struct says `mutating`. Without the word, the struct is as fixed as an argument:
    //:
    //: ```swift
    //: struct Score {
    //:     var total = 0
    //:     func count() { total += 1 }
    //: }
    //: ```
    //: ```text
    //: left side of mutating operator isn't mutable: 'self' is immutable
    //: ```
    //: And a struct that you gave a name with `let` has no changing functions at all:
    //:
    //: ```swift
    //: struct Score {
    //:     var total = 0
    //:     mutating func count() { total += 1 }
    //: }
    //: let monday = Score()
    //: monday.count()
    //: ```
    //: ```text
    //: cannot use mutating member on immutable value: 'monday' is a 'let' constant
    //: ```
    //: A **class** is what Python has: two names, one object. The engine's layers and its `Variable` are classes, for
    //: the one who trains a network and the one who asks it must have the same numbers in hand.
    final class Counter {
        var total = 0
    }
    let here = Counter()
    let there = here
    there.total += 1
    print(here.total)
    claim("one object with two names", here.total, equals: 1)
    //: Here `let` fixes *which* object is meant, not what is in it.
    //:
    //: > A struct is copied, a class is shared. `mutating` says which functions change a struct.
    //:
    //: ## `try` marks where a function may be left
    //: ```python
    //: def mean(numbers):
    //:     if not numbers:
    //:         raise ValueError("no numbers")
    //:     return sum(numbers) / len(numbers)
    //:
    //: try:
    //:     print(mean([]))
    //: except ValueError as error:
    //:     print("caught:", error)
    //: ```
    struct NoNumbers: Error {}
    func mean(_ list: [Scalar]) throws -> Scalar {
        guard !list.isEmpty else { throw NoNumbers() }
        return list.reduce(0, +) / Scalar(list.count)
    }
    func difference(_ a: [Scalar], _ b: [Scalar]) throws -> Scalar {
        let first = try mean(a)
        let second = try mean(b)
        return first - second
    }
    do {
        print(try difference([1, 2, 6], [1]))
        print(try difference([1, 2, 6], []))
        print("this line is not reached")
    } catch {
        print("caught:", error)
    }
    claim("3 − 1", try difference([1, 2, 6], [1]), equals: 2)
    claim("nothing comes of an empty list", isTrue: (try? difference([1, 2, 6], [])) == nil)
    figure(
        "A value goes back line by line. An error leaves every function at once, up to the nearest catch.",
        alt: """
            Three boxes from left to right: do and catch, difference, mean. Blue arrows lead from do into difference, from \
            there into mean, and back with a value. A red arrow leads from the throw in mean straight to catch, through \
            the try in difference. Below, apart: a trap such as an index out of range ends the program.
            """, height: 900
    ) { SwiftFigures.flow() }
    //: A function that may fail says `throws`. Each call of it says `try`, so you see every line at which the function
    //: may be left. Either you catch the error, with `do` and `catch`, or your own function `throws` as well, and its
    //: caller has the question. `difference` does that. (`try?` gives `nil` in place of an error.) Forget `try`, and:
    //:
    //: ```swift
    //: struct NoNumbers: Error {}
    //: func mean(_ list: [Scalar]) throws -> Scalar { throw NoNumbers() }
    //: func twice(_ list: [Scalar]) throws -> Scalar { return 2 * mean(list) }
    //: ```
    //: ```text
    //: call can throw but is not marked with 'try'
    //: ```
    //: Inside a closure that `map` calls it is written twice: `try lists.map { try mean($0) }`.
    //:
    //: Every exercise of the course `throws`, for one reason: it ends in `throw notAttempted()` until you replace that
    //: line. Where one exercise calls another, it needs `try`.
    //:
    //: An error can be caught. A **trap** cannot: an index out of range, `!` on an empty box, tensors whose shapes
    //: (lesson 01) do not match stop the program, with a sentence that says why. An error tells of something that may
    //: happen, such as a missing file. A trap means that the code is wrong. When an exercise is checked, your code runs in a process of its own, so
    //: a trap costs that exercise only.
    //:
    //: > `throws` in the declaration, `try` in the call.
    //:
    //: ## `==` gives one answer, `.==` one for each entry
    //: NumPy compares entry by entry. Swift's `==` asks whether two things are equal, and says so once. For tensors
    //: there is a second kind of comparison, with a dot. It gives a tensor: 1 where it holds, 0 where it does not.
    let x: Tensor = [0, 3, 0, 5]
    print(x == x, x .== 0, x .> 2)
    print(x + 10 * (x .== 0))  // 10 where there was 0
    claim("0 becomes 10", (x + 10 * (x .== 0)).scalars, equals: [10, 3, 10, 5])
    //: One slip with it passes the compiler. Nobody is told, and nothing happens:
    let unchanged = x == 0 ? 10 : x
    print(x == 0, unchanged)
    claim("the whole tensor was asked once", isTrue: unchanged == x)
    //: `x == 0` is one question about the whole tensor: is it equal to the number 0? It is not, so all of `x` comes back.
    //: With `>` the compiler does refuse, but with a sentence that does not tell why. Remember this one:
    //:
    //: ```swift
    //: let x: Tensor = [0, 3]
    //: let signs = x > 0 ? 1 : -1
    //: ```
    //: ```text
    //: referencing operator function '>' on 'BinaryInteger' requires that 'Tensor' conform to 'BinaryInteger'
    //: ```
    //: It means: put a dot before the comparison, or take one number out of the tensor, `x[0].item > 0`.
    //:
    //: > On tensors a comparison has a dot.
    //:
    //: ## Three things that you only have to read
    //: - **Generics.** `func last<T>(_ list: [T]) -> T?` works for lists of anything. `T` stands for a type, the same one
    //:   wherever it occurs. `some Layer` is one type of layer, whichever it is.
    //: - **Protocols.** `protocol Layer` lists what a type must have to count as a layer, like an abstract base class in
    //:   Python. `struct NoNumbers: Error` says: this type may be thrown.
    //: - **Marks before a declaration.** `public`, `private`, `static`, `final` and what begins with `@` can be skipped
    //:   at first reading. `extension Tensor { … }` adds functions to a type that is there already.
    func last<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[list.count - 1] }
    print(last([3, 1, 4]) ?? 0, last(["a", "b"]) ?? "")
    claim("one function, for lists of numbers too", last([3, 1, 4]) ?? 0, equals: 4)
    //: ## A message says where, what was wanted, and what was found
    //: A compiler that refuses your code feels like an exam. Take it as a reader who looks at every line before you run
    //: it. Here is what `lesson check` shows of one mistake:
    figure(
        "The file and the line, what is there, what was wanted; the mark below your code; and what it means here.",
        alt: """
            A message with its parts named: the file, line 19, letter 17, the type that was found, Int, and the type that was \
            wanted, Scalar; then the line of code with a mark below the division, and an arrow with advice.
            """, height: 900
    ) { SwiftFigures.message() }
    //: 1. **Read the first message only.** Those after it often follow from it.
    //: 2. **Go to its line.** The mark stands below the place, or just behind it.
    //: 3. **Look for two types.** Most messages say: this is of one type, and another was wanted. Then ask which of your
    //:    variables has that type.
    //: 4. **If you do not see it, cut the line in two.** Give the parts names with `let`, and write the type you expect:
    //:    `let sum: Scalar = …`. The compiler then says which half is wrong.
    //: 5. A *warning* is no error. `variable 'n' was never mutated` says that `let` would do.
    //:
    //: Where `lesson check` knows a mistake, it adds a line with an arrow in plain words. These are the messages that
    //: beginners meet most:
    //:
    //: | you wrote | the compiler says | it means |
    //: |---|---|---|
    //: | `let m = scores.sum() / scores.size` | binary operator '/' cannot be applied to operands of type 'Scalar' (aka 'Float') and 'Int' | write `Scalar(scores.size)` |
    //: | `var s = 0; s += scores.sum()` | cannot convert value of type 'Scalar' (aka 'Float') to expected argument type 'Int' | write `var s: Scalar = 0` |
    //: | `list[0] = 1` | cannot assign through subscript: 'list' is a 'let' constant | `var list = list` first |
    //: | `var r = []; r.append(1)` | empty collection literal requires an explicit type | `var r: [Scalar] = []` |
    //: | `for i in n { print(i) }` | for-in loop requires 'Int' to conform to 'Sequence' | `for i in 0..<n` |
    //: | `if n { print(n) }` | type 'Int' cannot be used as a boolean | `if n != 0` |
    //: | `print(lables[0])` | cannot find 'lables' in scope | a slip of the pen, or a missing `import` |
    //: | `let t = Tensor(zeros: n)` | cannot convert value of type 'Int' to expected argument type '[Int]' | a shape is a list: `[n]` |
    //: | `let y = scores -1` | consecutive statements on a line must be separated | a space on both sides of `-`, or on none |
    //: | `let m: Scalar = scores.mean` | no 'mean' candidates produce the expected contextual result type 'Scalar' (aka 'Float') | a call has parentheses: `scores.mean()` |
    //:
    //: > The first message, its line, the two types.
    //:
    //: ## What we did not do
    //: - Most of Swift: enumerations, protocols of your own, concurrency, memory, macros. The course does not ask for
    //:   them. Where a lesson uses one, it says what it does.
    //: - Tensors. They are lesson 01.
    //: - Speed. `swift run` compiles your code to be changed quickly, the engine to be fast: so a loop over numbers is
    //:   slow here, as it is in Python, and one call of the engine is not.
    //:
    //: ## In short
    //: `let` fixes a name, `var` does not. Every value has a type, types never mix, and whole numbers divide to whole
    //: numbers. Assigning copies. `..<` leaves its end out. Calls carry labels. A closure is a function in braces, an
    //: optional a box that may be empty, a struct a value and a class a shared object. `throws` wants `try`. On tensors a
    //: comparison has a dot. And when the compiler stops you: the first message, its line, the two types.
    //:
    //: ## Words
    //: - **constant, variable**: a name made with `let`, with `var`.
    //: - **type**: what kind of value it is, and so what can be done with it.
    //: - **literal**: a value that stands in the code itself, such as `2` or `[1, 2]`.
    //: - **value type**: one whose assignment copies: numbers, lists, tuples, structs, tensors.
    //: - **reference type**: one whose assignment shares: classes.
    //: - **argument label**: the caller's name of an argument, part of the function's name.
    //: - **closure**: a function without a name; *lambda*, *anonymous function*.
    //: - **optional**: a value or `nil`; opening it is *unwrapping*.
    //: - **tuple**: a few values together, `(w, b)`.
    //: - **error, trap**: a stop that can be caught, and one that cannot.
    //: - **generic**: written once, for many types.
    //:
    //: ## Check yourself: can you
    //: <details><summary>say what `let m = 7 / 2` is? And `let m: Scalar = 7 / 2`?</summary>
    //:
    //: 3 and 3.5. In the second a Scalar is wanted, so 7 and 2 are Scalars.
    //:
    //: </details>
    //: <details><summary>say what is wrong with `Scalar(right / total)`?</summary>
    //:
    //: The division happens first, between whole numbers: a share below 1 is 0. Write `Scalar(right) / Scalar(total)`.
    //:
    //: </details>
    //: <details><summary>change the argument `w` of a function?</summary>
    //:
    //: Not the argument. `var w = w` makes a variable inside the function; the caller's value stays as it is.
    //:
    //: </details>
    //: <details><summary>list the numbers of `3..<6` and `3...6`?</summary>
    //:
    //: 3, 4, 5; and 3, 4, 5, 6.
    //:
    //: </details>
    //: <details><summary>say how `func step(_ w: Scalar, rate: Scalar)` is called?</summary>
    //:
    //: `step(w, rate: 0.1)`. The underscore means no label, `rate` is both label and name.
    //:
    //: </details>
    //: <details><summary>get the largest number of a list, or 0 if it is empty?</summary>
    //:
    //: `list.max() ?? 0`.
    //:
    //: </details>
    //: <details><summary>say why `x == 0 ? 1 : x` does nothing to a tensor?</summary>
    //:
    //: `x == 0` is one Bool for the whole tensor. Entry by entry it is `x .== 0`.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: They are in `Exercises/00-swift`. Each ends in `throw notAttempted()`: replace that line, save, and
    //: `swift run lesson check 00` tells you what is right, what is wrong and why.
    //:
    //: - **0.1 Divide two counts.** The **accuracy** of a list of guesses: the share that is right.
    //: - **0.2 Change a copy.** Cut off what is too large.
    //: - **0.3 Means of windows.** Where does the last one begin?
    //: - **0.4 Call it by its labels.** One function that calls another, and a list that may be empty.
    //: - **0.5 Entry by entry.** Replace every 0 of a tensor.
    //: - **0.6 A struct that counts.** `mutating`, and `try` in a loop.
    //:
    //: Nothing to do with these? Then pass them and go to [01](../01-tensors/index.html).
    //:
    //: ## Further
    //: - *The Swift Programming Language*, chapter "A Swift Tour" (docs.swift.org): the whole language in one long page.
    //: - The same book, chapters "Optional Chaining" and "Closures": when you want the rest of two ideas of this page.
    //: - Python Tutor (pythontutor.com): steps through Python line by line and draws which names share a list.
}
