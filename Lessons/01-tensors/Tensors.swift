import Datasets
import Notebook
import Tensors

public func tensors() throws {
    //: # 01 · Tensors
    let digits = try MNIST.load()
    let images = digits.training.images
    let place = TensorFigures.riddle(in: digits.training)  // in MNIST the very first image, 0
    let digit = images[place] * 255  // grey levels from 0 to 255, as stored
    let isMNIST = !digits.isBuiltIn
    figure(
        "784 numbers in 28 rows of 28. Which digit is it?",
        alt: "A table of 28 rows and 28 columns of numbers from 0 to 255, too many to take in."
    ) { TensorFigures.numbers(digit) }
    //: Which digit is it? Take ten seconds. Then scroll.
    let pixel = digit[8, 15]  // row 8, column 15
    print(pixel)
    figure(
        "The same numbers as shades of grey: 0 is paper, 255 is ink. On the right, the blue window enlarged.",
        alt: """
            Left, a handwritten digit in grey with a square window on it. Right, the 8 × 8 pixels of the window, each \
            with its number; one of them is framed in both.
            """
    ) { TensorFigures.numbersAndGrey(digit, pixel: (8, 15)) }
    claim("grey level in row 8, column 15", pixel.item, equals: isMNIST ? 182 : 221, within: 0.01)
    claim("the smallest and the largest grey level", [digit.min(), digit.max()], equals: [0, 255], within: 1e-4)
    if !isMNIST { note("MNIST is not here: these digits are the kit's own. The text gives both numbers.") }
    //: A five. You knew at once, and you could not tell a programmer how. Programs that find such rules by
    //: themselves all begin alike: something in the world becomes a block of numbers with a shape. This page
    //: is about such blocks.
    //:
    //: The picture comes from **MNIST**, 70,000 handwritten digits, each with its **label**: which digit it
    //: is. 60,000 of them, the **training set**, are there to find a rule from; 10,000, the **test set**, only
    //: to judge it.
    //:
    //: **You will be able to**
    //:
    //: - say the shape of a block of numbers, and reach any number in it (exercises 1.1, 1.2);
    //: - tell reshape from transpose before you run them (1.3, 1.8);
    //: - multiply two matrices by hand, and say what the product means (1.4);
    //: - name the axis that a sum removes (1.5, 1.6);
    //: - turn labels into numbers that can be multiplied (1.7).
    //:
    //: **You need** to be able to read a loop. No mathematics beyond times and plus.
    //:
    //: **Time** 35 minutes.
    //:
    //: ## Rules by hand fail, rules from examples work
    //: This course is about tasks that people do without effort and cannot write down: read a digit,
    //: understand a word, get a joke. Let us try all the same. A one is a stroke through the
    //: middle. So: ink in the middle means 1, no ink means 0.
    func guess(_ image: Tensor) -> Int { image[14, 14].item > 0.5 ? 1 : 0 }
    let test = digits.test
    let right = (0..<test.count).count { guess(test.images[$0]) == test.labels[$0] }
    print(right, "of", test.count, "are right")
    claim(
        "share that the rule by hand gets right", Double(right) / Double(test.count),
        equals: isMNIST ? 0.2093 : 0.19, within: 1e-6)
    //: About one in five. You could add a rule, then rules for its exceptions. It never ends. The alternative
    //: is to write a program with thousands of numbers left open, its **parameters**, show it examples with
    //: their answers, and let it find the numbers. It takes three steps, and every lesson of this course
    //: repeats them:
    //:
    //: 1. choose a family of functions, one for each choice of the parameters;
    //: 2. say how good one of them is, as a single number;
    //: 3. search for the best.
    //:
    //: In *shallow* learning one function leads from numbers to answer, and a person prepares the numbers for
    //: it. *Deep* learning chains many functions, called layers. All layers are learned jointly, from one
    //: signal: how wrong the last answer was. They are not trained greedily, one after another.
    //:
    //: What the course does not promise: that a program which answers well has understood, that it says when
    //: it is lost, or that its examples were fair. We will catch ours failing at all three.
    //:
    //: > A rule that nobody can write down can still be found from examples.
    //:
    //: ## Rank is how many indices reach one number
    //: We reached one grey level with two numbers: row 8, column 15. But there are many images. Which image,
    //: which row, which column: now it takes three.
    print(images.shape)
    print(images[place, 8, 15].item * 255)
    claim(
        "the same pixel, through three indices", images[place, 8, 15].item * 255, equals: pixel.item,
        within: 1e-4)
    //: A block of numbers is called a **tensor**. How many indices it takes to reach a single number is its
    //: **rank**. A single number needs none: rank 0, a **scalar**. A list needs one, a **vector**. A table needs
    //: two, a **matrix**: the first says which **row**, the second which **column**. Beyond that we only count. Let us
    //: hide a 7 in each and reach it.
    let scalar: Tensor = 7
    let list: Tensor = [3, 4, 5, 6, 7, 8]
    let table: Tensor = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
    let blocks: Tensor = [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]]
    let twoOfThem = Tensor(stacking: [blocks, blocks + 12])
    print(scalar, list[4], table[1, 2], blocks[1, 1, 0], twoOfThem[0, 1, 1, 0])
    claim("ranks", [scalar, list, table, blocks, twoOfThem].map(\.rank), equals: [0, 1, 2, 3, 4])
    claim(
        "every path ends at 7",
        [scalar, list[4], table[1, 2], blocks[1, 1, 0], twoOfThem[0, 1, 1, 0]].map(\.item),
        equals: [7, 7, 7, 7, 7])
    figure(
        "The same 7 in five tensors. One more axis, one more index on the way to it.",
        alt: """
            Boxes of cells for tensors of rank 0, 1, 2, 3 and 4, their axes labelled with arrows and lengths. In each \
            one cell with a 7 is lit, and below stands the index path: none, [4], [1, 2], [1, 1, 0], [0, 1, 1, 0].
            """
    ) {
        TensorFigures.ladder([
            (scalar, []), (list, [4]), (table, [1, 2]), (blocks, [1, 1, 0]), (twoOfThem, [0, 1, 1, 0]),
        ])
    }
    //: We count from 0: the second row is row 1. In physics the word tensor means more than this. Here it
    //: means a block of numbers.
    //:
    //: > Rank is how many indices you need to reach a single number.
    //:
    //: ## Shape is read from the outside in
    //: Knowing that it takes three indices is not enough. How far may each of them run? Take `blocks` again:
    //:
    //:     [[[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]]]
    //:
    //: Start at the outer brackets. They hold three blocks. A block holds two rows, a row holds two numbers.
    print(blocks.shape, blocks.size)
    claim("shape of the three blocks", blocks.shape, equals: [3, 2, 2])
    claim("size is the product of the shape", blocks.size, equals: 3 * 2 * 2)
    //: These three numbers are the **shape**, in books (3, 2, 2). Each belongs to an **axis**, and is the **length** of it.
    //: Axis 0 is the outermost. The **size** is how many numbers there are: the product of the lengths.
    //: Where a tensor holds many samples, images say, axis 0 counts them.
    print(Tensor(zeros: [6, 4]).rank)
    claim("a matrix of 6 rows and 4 columns has so many axes", Tensor(zeros: [6, 4]).rank, equals: 2)
    //: **Careful.** Six numbers in a list are a tensor of rank 1, a "1-D tensor". Mathematicians call the
    //: same list a 6-dimensional vector. *Dimension* means both, so this course avoids the word. We say *axis*
    //: and *length*. *Rank* has a second meaning too: in linear algebra it counts the independent columns of a
    //: matrix. Here it is only the number of axes.
    //:
    //: > Shape: how long each axis is, from the outer brackets to the inner ones.
    //:
    //: ## A number removes an axis, a range keeps it
    //: Nobody works on one pixel at a time. We want a whole image, or a hundred of them. Leave indices away
    //: on the right and you get all that is left: a **slice**.
    print(images[0].shape, images[0..<1].shape, images[0..<128].shape)
    claim("one image", images[0].shape, equals: [28, 28])
    claim("a range of one image", images[0..<1].shape, equals: [1, 28, 28])
    claim("128 images", images[0..<128].shape, equals: [128, 28, 28])
    //: Image 0 and "images 0 to 0" hold the same numbers. But a number uses its axis up, and a range keeps
    //: it, if only with length 1. `.all` keeps an axis whole.
    predict(
        "`blocks` has shape [3, 2, 2]. What is the shape of `blocks[.all, 0, 1]`?",
        answer: "[3]. Two numbers, two axes gone; axis 0 was kept whole.",
        tempting: "[3, 1, 1]",
        why:
            "One place is taken on the last two axes, true. But a number does not leave an axis of length 1 behind."
    )
    print(blocks[.all, 0, 1])
    claim("blocks[.all, 0, 1]", blocks[.all, 0, 1].scalars, equals: [2, 6, 10])
    figure(
        "What survives a slice. Struck through: the axes that a number used up.",
        alt: """
            Three times a tensor of three 2 × 2 sheets with some cells lit, an arrow, and the slice. x[1] is a 2 × 2 \
            matrix, x[1..<2] keeps an axis of length 1, x[.all, 0, 1] is a list of three.
            """
    ) { TensorFigures.slices(blocks) }
    //: What if an index is too large? The program stops. `ShapeError` tells us with which words, without
    //: stopping:
    // blocks[1, 2, 0]
    print(message(ShapeError.index(1, 2, 0, shape: blocks.shape)))
    claim(
        "the message names the axis",
        isTrue: ShapeError.index(1, 2, 0, shape: [3, 2, 2])!.contains("axis 1, but got 2"))
    //: Read it in four parts: who speaks, what was expected, what came, and what you need to know. Every
    //: message of this engine is built that way.
    //:
    //: And what is a slice: a part of the block, or numbers of its own? Assigning a tensor gives you a value of
    //: your own. Change it, and the first one stays as it was.
    var copy = table
    copy[1, 2] = 0
    print(table[1, 2], copy[1, 2])
    claim("a change of the copy does not show in the table", [table[1, 2].item, copy[1, 2].item], equals: [7, 0])
    //: (Until you change it, nothing is copied: both share one memory, and a slice is a view of it.)
    //:
    //: > A number removes its axis. A range keeps it.
    //:
    //: ## All numbers lie in one flat buffer
    //: Where are they really, those blocks of blocks? Memory has no rows. The numbers lie one behind the
    //: other in one long list, the **flat buffer**, row after row. That order is called **row-major**. The
    //: shape says where the lines break. Each number has 32 bits, about seven decimal digits (*float32*).
    let flat = digit.reshaped(to: [784])
    print(flat[8 * 28 + 15].item)
    claim("row 8, column 15 has the flat index 8 · 28 + 15", flat[239].item, equals: pixel.item)
    //: The place in the buffer, counted from 0, is called the **flat index**. One step to the right moves it by 1. One step
    //: down moves it by 28: it skips a whole row. These jumps, [28, 1], are called **strides**. To **reshape** is to break
    //: the same buffer elsewhere.
    print(Tensor(arange: 1..<7).reshaped(to: [6, 1]))
    claim(
        "1 … 6 reshaped to (6, 1)",
        isTrue: Tensor(arange: 1..<7).reshaped(to: [6, 1]) == [[1], [2], [3], [4], [5], [6]])
    predict(
        "The digit has lines of 28. What will you see with lines of 56? And with lines of 27?",
        answer:
            "With 56 you see two copies, side by side. With 27 the digit leans over like a badly tuned television.",
        tempting: "A wider digit, and a narrower one.",
        why: "Scaling a picture would do that. A reshape moves no number in the buffer; only the breaks move.")
    figure(
        "One buffer, five line lengths. Lines of 28, 56 and 14 come out even; with 27 and 29 zeros fill the last line.",
        alt: """
            The same 784 numbers as five pictures: 27 a line slides to the right, 29 to the left, 28 is the digit, \
            56 shows two squashed digits, 14 shows its halves like a comb. Below, a piece of the buffer with the \
            breaks of each line length marked.
            """,
        height: 930
    ) {
        TensorFigures.oneBuffer(
            flat / 255,
            lengths: [
                (27, "slides right"), (28, "the digit"), (29, "slides left"), (56, "two copies"),
                (14, "a comb"),
            ])
    }
    //: Remember these pictures. Lines of 56 or 14 are legal shapes, [14, 56] and [56, 14], and the engine cannot
    //: know that you did not mean them. Lines of 27 do not come out even, so here it stops:
    // flat.reshaped(to: [29, 27])
    print(message(ShapeError.reshape([784], to: [29, 27])))
    let refused = [14, 27, 28, 29, 56].filter { ShapeError.reshape([784], to: [784 / $0, $0]) != nil }
    claim("line lengths that the engine refuses, of 14, 27, 28, 29 and 56", refused, equals: [27, 29])
    claim(
        "with lines of 56, the left copy is made of the even rows",
        isTrue: flat.reshaped(to: [14, 56])[.all, 0..<28]
            == Tensor(stacking: (0..<14).map { digit[2 * $0] }))
    //: When one day your images look doubled, combed or sheared, you have met a wrong reshape. (A sheared
    //: picture comes from a file whose lines are longer than you thought, by a border or a byte.)
    //:
    //: **Change one line.** Put 7 where 14 stands in `lengths`. How many teeth will the comb have?
    //:
    //: > A shape says where the lines break. Reshaping moves no number.
    //:
    //: ## Transpose rearranges, reshape regroups
    //: Rows are to become columns: that is to **transpose** a table. One of 2 rows and 3 columns becomes one of 3 rows and
    //: 2 columns. Is that not a reshape?
    let x: Tensor = [[1, 2, 3], [4, 5, 6]]
    predict(
        "x has shape [2, 3]. Is x reshaped to [3, 2] the same as x transposed?",
        answer: "No. Both have shape [3, 2], but only the transpose puts 4 beside 1.",
        tempting: "Yes: both are three rows of two.",
        why:
            "The shapes agree, and most mistakes with shapes hide behind that. Follow one number: where does 4 go?"
    )
    print(x.reshaped(to: [3, 2]))
    print(x.transposed())
    claim("reshaped", x.reshaped(to: [3, 2]).scalars, equals: [1, 2, 3, 4, 5, 6])
    claim("transposed", x.transposed().scalars, equals: [1, 4, 2, 5, 3, 6])
    claim(
        "the other way round",
        isTrue: Tensor([[1, 2], [3, 4], [5, 6]]).transposed() == [[1, 3, 5], [2, 4, 6]])
    figure(
        "Follow the orange numbers. Reshape leaves the flat buffer alone, transpose rearranges it.",
        alt: """
            Three tables with their flat buffers below. x holds 1 2 3 over 4 5 6. Reshaped to three rows of two its \
            buffer is still 1 to 6. Transposed, the buffer reads 1 4 2 5 3 6.
            """,
        height: 900
    ) { TensorFigures.reshapeAndTranspose(x) }
    claim("reshaped there and back", isTrue: x.reshaped(to: [3, 2]).reshaped(to: [2, 3]) == x)
    claim("transposed twice", isTrue: x.transposed().transposed() == x)
    //: `[[1, 2], [3, 4], [5, 6]]` transposed is `[[1, 3, 5], [2, 4, 6]]`. Transposed twice, all is as before.
    //:
    //: > Same buffer, new breaks: reshape. New order: transpose.
    //:
    //: ## Element by element, a loop disappears
    //: To darken an image we would write two loops over rows and columns. A tensor needs no loop: an operation
    //: between two tensors of one shape goes **element by element**: it takes each pair with the same indices.
    let together: Tensor = [3, 4] + [8, 9]
    print(together, relu([-2, 3]))
    claim("[3, 4] + [8, 9]", together.scalars, equals: [11, 13])
    //: `relu` is a function that networks are full of, from lesson 04 on: negative numbers become 0, others
    //: stay. Here it is as a loop, over a million numbers. Then the engine's own, on the whole tensor, the
    //: fastest of five tries.
    var generator = SeededGenerator(seed: seed)
    let many = Tensor(randomNormal: [1_000_000], using: &generator)
    var one: [Scalar] = []
    let clock = ContinuousClock()
    let loopTime = clock.measure { for number in many.scalars { one.append(number > 0 ? number : 0) } }
    var whole = many
    let wholeTime = (0..<5).map { _ in clock.measure { whole = relu(many) } }.min()!
    print("the loop took", Int(loopTime / wholeTime), "times as long")
    claim("relu of −2 and 3", relu([-2, 3]).scalars, equals: [0, 3])
    claim("loop and tensor agree", isTrue: one == whole.scalars)
    claim("the loop takes so many times as long, at least", loopTime / wholeTime, atLeast: 5)
    //: Both give the same million numbers. Be fair to the loop: most of the difference is how the two were
    //: compiled. This page is built in seconds, so that you can change it; the engine is built to be fast, and
    //: a loop built like that would lose far less. But you do not have to build it: it is there, in one call.
    //: Shape in, same shape out.
    //:
    //: > Say it for the whole tensor: shorter to read, and the engine's fast code does the work.
    //:
    //: ## The axis you name is the axis that disappears
    //: How much ink is in each image? We want to reduce many numbers to a few. Start with six. "The sum of the
    //: rows" is ambiguous: one sum for each row, or the rows added up? So we name the axis instead.
    predict(
        "`x` has shape [2, 3]. How many numbers come out of `x.sum(alongAxes: 0)`?",
        answer: "Three: 5, 7, 9. Axis 0 is the one that goes, and axis 1, three long, is left.",
        tempting: "Two, one for each row.",
        why: "“Along axis 0” sounds like “for each place on axis 0”. It is the direction in which we add.")
    print(x.sum(alongAxes: 0))
    print(x.sum(alongAxes: 1))
    claim("summed along axis 0", x.sum(alongAxes: 0).scalars, equals: [5, 7, 9])
    claim("summed along axis 1", x.sum(alongAxes: 1).scalars, equals: [6, 15])
    figure(
        "Cells of one colour are added. The struck axis is gone from the result.",
        alt: """
            Twice the table 1 2 3 over 4 5 6. Summed along axis 0 its columns give 5, 7, 9; along axis 1 its rows give \
            6 and 15.
            """,
        height: 560
    ) { TensorFigures.sums(x) }
    let ink = images[0..<5].sum(alongAxes: 1, 2)  // [5, 28, 28] → [5]
    print(ink)
    claim("the ink of five images: axes 1 and 2 are gone", ink.shape, equals: [5])
    //: `mean`, `max` and `min` follow the same rule. So does `argmax`, which says *where* the largest number
    //: stands.
    //:
    //: > The axis you name disappears.
    //:
    //: ## A dot product measures agreement
    //: Which digit does our digit resemble? Take the average of all threes, pixel by pixel. Lay it over our
    //: digit and multiply: where both have ink, the product has ink. Add it up and you have one number, a
    //: **score** for agreement. It is called the **dot product**. (Comparing with one typical picture for each
    //: class is called *template matching*.)
    let averages = averageDigits(digits.training)  // [10, 784]: the average image of every digit
    let five = images[place].reshaped(to: [784])
    let scores = (0..<10).map { dot(five, averages[$0]) }
    print(Tensor(scores))
    claim("a dot product is products, added up", (five * averages[3]).sum(), equals: scores[3], within: 1e-3)
    figure(
        "Where both have ink, the product has ink. Its sum is the score.",
        alt: """
            Three rows of three pictures: the digit, an average, and their product, for the averages 3, 5 and 7; the \
            last product is much emptier. Beside each row stands the sum.
            """
    ) {
        TensorFigures.templates(
            images[place], averages: [3, 5, 7].map { ("\($0)", averages[$0].reshaped(to: [28, 28])) })
    }
    //: The digit is a 5. Is the score in place 5 the highest? With MNIST it is not: the 3 gets 46.9, then
    //: comes the 0, and the 5 has 42.1. Let us try all test images: the answer is the average with the
    //: highest score.
    func answer(_ image: Tensor, bias: [Scalar]) -> Int {
        Tensor((0..<10).map { dot(averages[$0], image) - bias[$0] }).argmax()
    }
    predict(
        "One of the ten digits will almost never be the answer. Others will come far too often. Which?",
        answer: "5 is never named, or hardly ever. 0 and 8 make up half of all answers.",
        tempting: "The rare shapes will be missed, or those that look alike.",
        why: "Shape matters less than you think: an average with much ink agrees with everything.")
    let pixels = test.images.reshaped(to: [test.count, 784])
    func share(_ answers: [Int], _ labels: [Int]) -> Double {
        Double(zip(answers, labels).count { $0 == $1 }) / Double(labels.count)
    }
    let plain = (0..<test.count).map { answer(pixels[$0], bias: Array(repeating: 0, count: 10)) }
    print("right:", share(plain, test.labels), " fives:", plain.count { $0 == 5 })
    claim(
        "digit 0 against the averages of 3, 0 and 5", [scores[3], scores[0], scores[5]],
        equals: isMNIST ? [46.9, 46.8, 42.1] : [31.4, 27.9, 32.8], within: 0.1)
    claim("the highest score goes to", Tensor(scores).argmax(), equals: isMNIST ? 3 : 8)
    claim("right by the highest score", share(plain, test.labels), equals: isMNIST ? 0.631 : 0.528, within: 0.001)
    claim("answers “5”", plain.count { $0 == 5 }, equals: isMNIST ? 0 : 1)
    claim(
        "share of the answers 0 and 8", Double(plain.count { $0 == 0 || $0 == 8 }) / Double(plain.count),
        equals: isMNIST ? 0.483 : 0.539, within: 0.001)
    //: Of the 10,000 test images of MNIST 63 % are right, and not one answer is 5. (Of the kit's own 2,000 it
    //: is 53 %, with a single 5.) The averages of 0 and 8 win only because they hold more ink. So make it fair:
    //: take from every score half of what the average scores against itself. A constant of its own for each
    //: score is called a **bias**.
    let bias = (0..<10).map { dot(averages[$0], averages[$0]) / 2 }
    let fair = (0..<test.count).map { answer(pixels[$0], bias: bias) }
    print("right:", share(fair, test.labels), " and our digit:", answer(five, bias: bias))
    claim("right with a bias", share(fair, test.labels), equals: isMNIST ? 0.8203 : 0.748, within: 0.001)
    claim("our digit, with a bias", answer(five, bias: bias), equals: isMNIST ? 5 : 7)
    let nearest = (0..<100).map { n in
        Tensor((0..<10).map { -square(averages[$0] - pixels[n]).sum() }).argmax()
    }
    claim("of 100 answers so many are the nearest average", zip(nearest, fair).count { $0 == $1 }, equals: 100)
    //: 82 % (75 % of the kit's own), and MNIST's 5 is a 5. (The kit's own is still taken for a 7: a picture
    //: of an average only goes so far.) With exactly this bias the highest score means the *nearest*
    //: average picture: |x − a|² = |x|² − 2(x·a − ½|a|²), and |x|² is the same for all ten. (|x|² is short for x·x, and
    //: |x − a|² for the squared differences of all pixels, added up.) Remember the
    //: constant beside the dot product: every neuron of lesson 04 has one.
    //:
    //: **Change one line.** Multiply the image in the line of `five` by −1. Which average has the highest score now,
    //: and why?
    //:
    //: > Multiply in place, add up: a dot product says how much two things agree.
    //:
    //: ## A matrix product is many scores at once
    //: Ten averages and thousands of images made ten times as many dot products, in a loop. Lay the images in
    //: a matrix, one a row, and the averages in another, one a column. The **matrix product** has every row
    //: meet every column. By hand, with four sums:
    let a: Tensor = [[1, 2], [3, 4]]
    let b: Tensor = [[5, 6], [7, 8]]
    print(1 * 5 + 2 * 7, 1 * 6 + 2 * 8)
    print(3 * 5 + 4 * 7, 3 * 6 + 4 * 8)
    print(matmul(a, b))
    claim("A · B", isTrue: matmul(a, b) == [[19, 22], [43, 50]])
    claim(
        "the four sums", [1 * 5 + 2 * 7, 1 * 6 + 2 * 8, 3 * 5 + 4 * 7, 3 * 6 + 4 * 8],
        equals: [19, 22, 43, 50])
    figure(
        "Three ways to see one product. All are true; each is sometimes the useful one.",
        alt: """
            Three rows of small tables. First a row of A and a column of B give one cell, 19. Then 5 times the first \
            column of A plus 7 times its second gives the first column of the product. Then two tables are added.
            """
    ) { TensorFigures.threeProducts(a, b) }
    //: The second row of the picture is worth a long look: the first column of A·B is 5 of A's first column
    //: and 7 of its second, (19, 43) = 5·(1, 3) + 7·(2, 4). A matrix product mixes columns.
    predict(
        "A is [[1, 2], [3, 4]]. B is [[5, 6], [7, 8]]. A·B is [[19, 22], [43, 50]]. What is B·A?",
        answer: "Something else: [[23, 34], [31, 46]].",
        tempting: "The same, as with numbers.",
        why: "For numbers the order does not matter. Here other rows meet other columns.")
    print(matmul(b, a))
    claim("B · A", isTrue: matmul(b, a) == [[23, 34], [31, 46]])
    //: A row can only meet a column of its own length. So the inner lengths must agree, and they vanish, like
    //: units that cancel: [2, 3]·[3, 4] is [2, 4]. If they do not agree:
    // matmul(x, x)
    print(message(ShapeError.matmul(x.shape, x.shape)))
    print(matmul(x, x.transposed()))
    claim("[2, 3] · [3, 2] → [2, 2]", matmul(x, x.transposed()).shape, equals: [2, 2])
    //: The message even guesses what you meant. One product is worth knowing by heart: a row with a single 1
    //: in it picks a row of the matrix. Labels are often written as such rows, called **one-hot** (exercise
    //: 1.7).
    print(matmul([0, 1], a))
    claim("0 and 1 pick row 1", matmul([0, 1], a).scalars, equals: [3, 4])
    //: Back to the digits: one product for all scores.
    let all = matmul(pixels, averages.transposed())  // [10000, 784] · [784, 10] → [10000, 10]
    print(all.shape)
    let same = zip(all.argmax(alongAxis: 1), plain).count { $0 == $1 }
    claim("one product and the loop agree", same, atLeast: test.count - 2)
    //: The loop from above in one line, with the same answers, up to rounding. One thing is still worth knowing.
    predict(
        "A and B are 1000 × 1000, x has 1000 numbers. (A·B)·x and A·(B·x) are equal. Which costs more, and how much?",
        answer: "(A·B)·x, 500 times as much: 1,001 million multiplications against 2 million.",
        tempting: "The same: there are two products in both.",
        why: "Two products, true. But only one way makes a full matrix along the way.")
    let n = 1000
    print(n * n * n + n * n, "against", n * n + n * n)
    claim(
        "(A·B)·x and A·(B·x), for the A and B above", matmul(matmul(a, b), [2, -1]).scalars,
        equals: matmul(a, matmul(b, [2, -1])).scalars)
    claim("so many times as many multiplications", Double(n * n * n + n * n) / Double(n * n + n * n), equals: 500.5)
    //: > Rows meet columns, inner lengths cancel. The order matters.
    //:
    //: ## A function is a rule, and few rules are linear
    //: A function is a rule that turns something into something else: a digit into ten scores. A matrix product is
    //: such a rule, of a kind called **linear**. The simplest linear rule is y = ½x, the dashed line below. Now take
    //: the blue one, y = ½x − 1. Read off its graph how far it goes up for each step to the right, its **slope**, and
    //: where it is at 0, its **intercept**.
    func line(_ x: Scalar) -> Scalar { 0.5 * x - 1 }
    print("slope", (line(4) - line(0)) / 4, " at 0:", line(0))
    claim("slope: 2 up on 4 to the right", (line(4) - line(0)) / 4, equals: 2 / 4)
    claim("intercept", line(0), equals: -1)
    figure(
        "Four to the right, two up: slope 2/4. It misses the origin by one: affine, not linear.",
        alt: """
            A straight line y = ½x − 1 with a slope triangle, four to the right and two up, and a dashed parallel \
            through the origin, y = ½x.
            """
    ) { TensorFigures.line(slope: 0.5, intercept: -1) }
    //: It is a straight line, and yet not linear. A rule f is linear if two things hold, always:
    //:
    //:     f(x + y) = f(x) + f(y)
    //:     f(2·x) = 2·f(x), and so for every other number
    //:
    //: Put 0 in, and both say f(0) = 0. This line turns 0 into −1. A linear rule plus a constant is called
    //: **affine**. The bias above was such a constant.
    claim("twice the input is not twice the output", isTrue: line(2 * 3) != 2 * line(3))
    predict(
        "relu keeps 0 at 0, and relu(2·x) is 2·relu(x). Is relu linear?",
        answer: "No. relu(−1) + relu(1) is 0 + 1 = 1, but relu(−1 + 1) = relu(0) = 0.",
        tempting: "Yes: it passes both tests.",
        why: "Doubling is half of the definition. The other half is about sums, and there the bend at 0 shows.")
    print(relu([-1]) + relu([1]), relu([-1 + 1]))
    claim("relu(−1) + relu(1) and relu(−1 + 1)", [(relu([-1]) + relu([1])).item, relu([0]).item], equals: [1, 0])
    //: Even logic is arithmetic on tensors. Let 1 be true and 0 be false, for all four cases at once:
    let p: Tensor = [0, 0, 1, 1]
    let q: Tensor = [0, 1, 0, 1]
    print("AND", p * q, " OR", minimum(p + q, 1), " NOT p", 1 - p)
    claim("AND is a product", (p * q).scalars, equals: [0, 0, 0, 1])
    claim("OR is a sum, clipped at 1", minimum(p + q, 1).scalars, equals: [0, 1, 1, 1])
    claim("NOT p is 1 − p", (1 - p).scalars, equals: [1, 1, 0, 0])
    //: Lesson 04 builds machines from that.
    //:
    //: > Not every straight line is linear: a linear rule keeps sums, and 0 at 0.
    //:
    //: ## Back to the digit: what every lesson does first
    //: Now you can read the lines with which nearly every lesson begins. Images become rows, grey levels
    //: become numbers from 0 to 1, and the rows are taken in portions.
    let rows = images.reshaped(to: [images.shape[0], 784])
    let bytes = rows[0..<128] * 255
    print(images.shape, "→", rows.shape, " from", bytes.max(), "to", (bytes / 255).max())
    func batch(_ n: Int) -> Tensor { rows[(128 * n)..<(128 * (n + 1))] }
    print(batch(0).shape, batch(3).shape)
    claim("all images", images.shape, equals: [isMNIST ? 60_000 : 12_000, 28, 28])
    claim("as rows", rows.shape, equals: [isMNIST ? 60_000 : 12_000, 784])
    claim("grey levels after the division", [(bytes / 255).min(), (bytes / 255).max()], equals: [0, 1])
    claim("the first mini-batch", isTrue: batch(0) == rows[0..<128])
    claim("batch 3 begins with image", isTrue: batch(3)[0] == images[384].reshaped(to: [784]))
    //: A portion is called a **mini-batch**. The n-th one of 128 is `rows[128n ..< 128(n+1)]`. Why portions?
    //: Because looking at all images before every small step would take all day.
    //:
    //: And the three steps of the beginning? We took the first two. The family of functions: ten dot products,
    //: and the parameters are the 7,840 pixels of the ten pictures. The measure: how many answers are right. We
    //: did not search; averages were a guess, a good one. Lesson 03 searches.
    //:
    //: ## What we did not do
    //: - The shapes in our operations were equal. When they differ, something happens that is useful and
    //:   dangerous: lesson 02.
    //: - Nothing was learned. Lesson 03 begins with that.
    //: - A score per digit is a weak rule: it only sees where ink lies. Lessons 06 and 07 do better.
    //:
    //: ## In short
    //: A tensor is a block of numbers; its rank says how many indices reach one of them, its shape how long
    //: each axis is. A number removes its axis, a range keeps it. All numbers lie in one flat buffer: reshape moves
    //: the breaks, transpose the numbers. Operations go element by element; a sum removes the axis you name.
    //: A dot product measures agreement, a matrix product makes many at once. Rules with a straight graph are
    //: affine, and linear only if they keep 0 at 0.
    //:
    //: ## Words
    //: - **tensor**: a block of numbers with a shape; also *array*.
    //: - **rank**: how many indices reach one number; elsewhere *number of dimensions*, `ndim`.
    //: - **scalar, vector, matrix**: tensors of rank 0, 1, 2.
    //: - **row**, **column**: what the first and the second index of a matrix count.
    //: - **axis**: one of the directions in which an index runs; axis 0 is the outermost.
    //: - **length**: how many places an axis has. **Shape**: all lengths. **Size**: their product.
    //: - **slice**: a part of a tensor, chosen by numbers and ranges.
    //: - **flat buffer**: the numbers as they lie in memory, row after row (*row-major*); **flat index**: a
    //:   place in it.
    //: - **strides**: how far one step along each axis jumps in the flat buffer.
    //: - **reshape**: break the same buffer into other lines.
    //: - **transpose**: exchange rows and columns.
    //: - **element by element**: each number meets the one in the same place; *element-wise*.
    //: - **score**: a number that says how much speaks for an answer.
    //: - **dot product**: products of the elements, added up.
    //: - **matrix product**: the dot products of all rows with all columns.
    //: - **linear**: f(x + y) = f(x) + f(y), and f(a·x) = a·f(x). **Affine**: linear plus a constant.
    //: - **bias**: the constant that is added to (or taken from) a score.
    //: - **parameters**: the numbers of a function that are left open, and found from examples.
    //: - **one-hot**: a label as a row of zeros with a single 1 (exercise 1.7).
    //: - **training set, test set**: the examples to find a rule from, and those to judge it.
    //: - **slope, intercept**: how far up per step to the right; where the line is at 0.
    //: - **mini-batch**, **batch**: a portion of the samples.
    //:
    //: ## Check yourself: can you
    //: <details><summary>say the rank and shape of `[[1, 2, 3]]`?</summary>
    //:
    //: Rank 2, shape [1, 3]. The outer brackets hold one row.
    //:
    //: </details>
    //: <details><summary>say the shape of `x[0, .all, 2..<4]` for x of shape [5, 6, 7]?</summary>
    //:
    //: [6, 2]. The number removes axis 0, the range leaves two places.
    //:
    //: </details>
    //: <details><summary>find row 2, column 1 of a [4, 3] tensor in its flat buffer?</summary>
    //:
    //: Flat index 2 · 3 + 1 = 7.
    //:
    //: </details>
    //: <details><summary>recognise a wrong reshape in a picture?</summary>
    //:
    //: It is sheared, doubled, or has its halves interleaved. The numbers are all there.
    //:
    //: </details>
    //: <details><summary>say what shape [8, 5, 3] summed along axis 1 has?</summary>
    //:
    //: [8, 3].
    //:
    //: </details>
    //: <details><summary>multiply [4, 784] by [784, 10]?</summary>
    //:
    //: [4, 10]: ten scores for each of four images.
    //:
    //: </details>
    //: <details><summary>say why averages with much ink won?</summary>
    //:
    //: Their dot product with anything is large. A bias mends it.
    //:
    //: </details>
    //: <details><summary>say whether y = 3x + 2 is linear? And y = |x|?</summary>
    //:
    //: 3x + 2 turns 0 into 2: affine. |x| keeps 0 at 0, but |−1 + 1| is not |−1| + |1|: neither.
    //:
    //: </details>
    //:
    //: ## Exercises
    //: They are in `Exercises/01-tensors`, and `swift run lesson check 01` tells you what is right, what is
    //: wrong and why.
    //:
    //: - **1.1 Strides.** How far one step along each axis jumps in the flat buffer.
    //: - **1.2 Where is flat index 17?** From the flat index back to indices.
    //: - **1.3 Transpose a flat list.** Rearrange the numbers.
    //: - **1.4 Multiply matrices.** Three loops, as by hand.
    //: - **1.5 Sum along an axis.** For each of three axes.
    //: - **1.6 Where is the largest?** One answer for every row.
    //: - **1.7 Labels as rows.** A single 1 in the right place.
    //: - **1.8 Predict, then verify.** Reshape, transpose, and both.
    //: - **Open.** Draw your initial as a tensor of 0 and 1, [8, 8]. Reshape it to the other shapes with 64
    //:   elements. Which one could a friend still read?
    //: - **In writing.** Three questions, in your own words, in `Exercises/01-tensors/Questions.md`.
    //:
    //: ## Further
    //: - Jay Alammar, *A Visual Intro to NumPy and Data Representation*: one object for each picture.
    //: - Gilbert Strang, *Introduction to Linear Algebra*, chapter 1: columns first, with patience.
    //: - 3Blue1Brown, *Essence of Linear Algebra*, chapters 1 to 4: matrices that move.
    //: - Michael Nielsen, *Neural Networks and Deep Learning*, opening of chapter 1: the same puzzle, told
    //:   longer.
}
