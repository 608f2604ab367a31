import Foundation
import Nabla
import Notebook

public func searchingForNetworks() throws {
    //: # 16 · Searching for networks

    let table = try NetworkTable()
    let data = SearchData()
    if quick {
        note(
            """
            This is a quick run: fewer repetitions and trainings, and the equal networks are trained for 200 steps, not 500. **The \
            text speaks of the full run.**
            """)
    }

    figure(
        "288 networks, each trained for 1,000 steps: the darker, the better. You may train ten. Which?",
        alt:
            "Four panels of cells by learning rate. Dense rows are pale; convolutions at large learning rates are dark."
    ) { spaceFigure(table.accuracies()) }

    //: Who chose 64 hidden units in lesson 09? Who chose three convolutions, a kernel of 5 places, a learning rate of
    //: 0.003? We did, by hand, and we did not always say why. Can a program choose?
    //:
    //: It can, and on this page four programs do: this is **neural architecture search** (NAS). What they find is
    //: good. How they are compared is where most mistakes are made, in published papers too: who had which
    //: budget, who was allowed to look at what, and how much of the winner's score is luck.
    //:
    //: **You will be able to**
    //: - write down a search space, and count it;
    //: - search it at random, by evolution, by halving and with a surrogate (exercises 16.1, 16.3, 16.4, 16.6, 16.7);
    //: - report a search honestly (16.2), and ask whether short runs tell (16.5);
    //: - say how much of a winner's score is luck (16.8), and how to measure it.
    //:
    //: **You need** training, validation and test set, and the noise of a seed, from
    //: [09](../09-training-craft/index.html); convolutions from [07](../07-convolutional-networks/index.html).
    //:
    //: **Time** about 60 minutes. Rest after *Short runs tell, up to a point*.

    //: ## A search space is a list of choices
    //:
    //: A network is a list of decisions: how many layers, of which kind, how wide.

    predict(
        "Ten choices, four options each. How many networks?", answer: "4¹⁰ = 1,048,576.", tempting: "40",
        why: "40 is the number of options. Every option of one choice goes with every option of all the others.")
    claim("ten choices of four", pow(4.0, 10.0), equals: 1_048_576)

    //: Nobody trains a million networks. So a **search space** is written down, a list of choices, each with its
    //: options, and part of it is tried. Ours is small on purpose. A network has six choices, each of them a **gene**:
    //:
    //: | gene | options |
    //: |---|---|
    //: | kind of layer | dense, convolution of size 3, convolution of size 7 |
    //: | blocks, one after the other | 1, 2, 3 |
    //: | width | 8 or 16 channels; dense layers have four times as many units |
    //: | batch norm in each block | no, yes |
    //: | skip connection around each block | no, yes |
    //: | learning rate of Adam | 0.001, 0.003, 0.01, 0.03 |
    //:
    //: A **candidate** has one option of each. The last gene is no part of the architecture. It is there
    //: because a network cannot be judged without it, as we shall see.
    //:
    //: This is how to read the map above: a panel for each learning rate, a row for each kind and number of blocks.
    //: The eight columns of a panel go through width, batch norm and skip. The wide networks are the four on the right.

    print("candidates:", Candidate.all.count)
    claim("candidates: 3 · 3 · 2 · 2 · 2 · 4", Candidate.all.count, equals: 288)

    //: The task is MNIST-1D from lesson 09: signals of 40 points in ten classes, made by the kit, 4,000 to learn
    //: from, 1,000 for validation, 4,000 for the test. Here is one of the candidates.

    let candidate = Candidate(kind: .conv7, blocks: 3, width: 16, hasNorm: true, hasSkip: false, rate: 0.03)
    print(candidate, "\n\(candidate.parameterCount) parameters, \(candidate.multiplyAdds) multiplications for a signal")
    claim("its parameters", candidate.parameterCount, equals: 4_650)
    claim("its multiplications", candidate.multiplyAdds, equals: 29_920)

    //: Check them by hand. Each convolution halves the signal: 40, 20, 10, 5 places.
    //:
    //:     convolutions = (7·1·16 + 16) + 2·(7·16·16 + 16) = 3,744
    //:     batch norm = 3·(16 + 16) = 96
    //:     dense layer = 5·16·10 + 10 = 810
    //:
    //: Together 4,650 parameters. A weight of a convolution multiplies once at every place of what comes out:
    //:
    //:     20·(7·16) + (10 + 5)·(7·16·16) + 5·16·10 = 29,920
    //:
    //: > A search space is a list of choices. Its size is the product of the numbers of options.

    //: ## All 288, trained beforehand
    //:
    //: To compare ways of searching we shall have to search thousands of times. Thousands of searches with twenty
    //: trainings each cannot be run while you read. So we did what researchers did in 2019 with 423,624 networks
    //: (NAS-Bench-101): train *every* candidate once and for all, and write down what came out. Searching then means
    //: looking things up. Such a table is a **tabular benchmark**.
    //:
    //: The table comes with the kit, `networks.csv` in the folder of this lesson, 24 kB of text. Each candidate was
    //: trained with two seeds for 1,000 steps of 100 signals. Validation accuracy was noted after 50, 100, 200, 500
    //: and 1,000 steps, and the test accuracy at the end.

    let accuracy = table.accuracies()
    let best = accuracy.indices.max { accuracy[$0] < accuracy[$1] }!
    print(Candidate.all[best])
    for seed in 0...1 {
        print(
            "seed \(seed + 1):", decimals(3, table.validation[best][seed]), " test:",
            decimals(3, table.test[best][seed]))
    }
    claim("the best on validation is the one above", isTrue: Candidate.all[best] == candidate)
    claim("best validation accuracy", accuracy[best], equals: 0.925, within: 0.0005)
    claim("worst validation accuracy", accuracy.min()!, equals: 0.3745, within: 0.0005)

    //: The file has a checksum, and the lesson refuses a file that has another. It holds what hardly depends on the
    //: machine: accuracies, parameters, multiplications. It holds no seconds, which are different on every computer.
    //: `swift run benchmark networks > networks.csv` makes it anew, in ten to twenty minutes of one core.
    //:
    //: Will it be the same file, digit for digit? On the same machine with the same version of the kit, yes. Elsewhere
    //: sums are rounded otherwise, and in a thousand steps a difference in the seventh digit can grow. We trained
    //: four of the candidates with three versions of the matrix arithmetic: two came out the same to the last signal,
    //: the other two differed by at most 15 of 1,000.
    //:
    //: Do not believe the file. Train some candidates on your machine, from other seeds, for 200 steps. Does the order
    //: agree? The number τ says so: 1 is the same order, 0 no relation. A later section explains it.

    var generator = SeededGenerator(seed: seed)
    let chosen = Array((0..<288).shuffled(using: &generator).prefix(quick ? 8 : 20))
    let live = inParallel(chosen) { number -> Scalar in
        let run = Candidate.all[number].train(data, seed: 777 * seed + UInt64(number), steps: 200)
        return Scalar(run.validation[2]) / 1000
    }
    let known = chosen.map { table.accuracies(after: 200)[$0] }
    let agreement = kendall(live, known)
    let distances = zip(live, known).map { abs($0 - $1) }
    print("trained now:  ", decimals(2, Array(live.prefix(8))))
    print("in the table: ", decimals(2, Array(known.prefix(8))))
    print("mean difference:", decimals(3, distances.mean), " τ =", decimals(2, agreement))
    claim("mean difference between this run and the table", distances.mean, atMost: quick ? 0.075 : 0.05)
    claim("rank correlation of this run and the table", agreement, atLeast: quick ? 0.25 : 0.6)

    figure(
        "Your machine against the table. What is left is the luck of the seeds.",
        alt: "A scatter of candidates close to the diagonal: accuracy after 200 steps in the table and in this run."
    ) { liveFigure(live: live, table: known, tau: agreement) }

    //: > Train everything once, write it down, and search in the table. Let others rebuild it.

    //: ## Is there anything to find?
    //:
    //: Before we search: do networks differ at all? Lesson 09 taught us to ask first how much two runs of the
    //: *same* network differ.

    predict(
        "From seed to seed the accuracy of one network has a standard deviation of 2.1 points. What is it over the 288 networks?",
        answer: "13.5 points: more than six times as much.",
        tempting: "about as much, most differences are luck",
        why: "That is how it was with the tricks of lesson 09. But there we compared good networks with good ones.")

    let spread = accuracy.deviation
    let seeds = table.seedDeviation()
    print("standard deviation over networks:", decimals(3, spread), " over seeds:", decimals(3, seeds))
    claim("deviation over networks", spread, equals: 0.135, within: 0.001)
    claim("deviation over seeds", seeds, equals: 0.021, within: 0.001)
    let order = accuracy.indices.sorted { accuracy[$0] > accuracy[$1] }
    let tenth = Array(order.prefix(29))
    print(
        "the best tenth: networks", decimals(3, tenth.map { accuracy[$0] }.deviation), " seeds",
        decimals(3, table.seedDeviation(of: tenth)))
    claim("deviation over the best tenth", tenth.map { accuracy[$0] }.deviation, in: 0.017...0.020)
    claim("deviation over seeds in the best tenth", table.seedDeviation(of: tenth), in: 0.017...0.021)

    //: Networks differ six times as much as seeds, so a search has something to find. Now look at the second line:
    //: among the best 29, networks differ no more than seeds. A search can find this group. Which of the group it picks
    //: is a matter of luck, and we shall come back to that.

    predict(
        "Which gene matters most for the accuracy: kind, blocks, width, batch norm, skip or learning rate?",
        answer: "The learning rate. It explains 35 % of the variance, the kind 20 %, the blocks 16 %.",
        tempting: "the kind: convolutions against dense layers",
        why: "The kind comes second. And with a bad learning rate even the best architecture is a poor network.")

    //: How much of the variance does one gene **explain**? Replace the accuracy of each network by the mean of all
    //: networks that have the same option. The variance of these means, divided by the variance of all accuracies, is
    //: the part that the gene explains, its **explained variance**.

    let shares = (0..<6).map { table.explained(byGene: $0) }
    print("part of the variance that one gene explains:")
    for gene in [5, 0, 1, 2, 3, 4] { print("  \(Candidate.names[gene]): \(percent(shares[gene], decimals: 0))") }
    claim(
        "explained variance: rate, kind, blocks", [shares[5], shares[0], shares[1]], equals: [0.353, 0.199, 0.155],
        within: 0.002)
    claim(
        "explained variance: width, batch norm, skip", [shares[2], shares[3], shares[4]],
        equals: [0.084, 0.024, 0.022],
        within: 0.002)

    figure(
        "Left: two seeds agree, dense networks stay below 0.7. Right: no gene matters as much as the learning rate.",
        alt:
            "Scatter of two seeds by kind along the diagonal; bars of explained variance: learning rate 35, kind 20, blocks 16."
    ) { seedsFigure(table) }

    //: That has a consequence. Whoever compares architectures at one fixed learning rate compares, in part, how well
    //: that rate suits them. Take the 72 architectures at the rate of 0.001, and then each at its own best rate:

    let atRates = (0..<72).map { architecture in (0..<4).map { accuracy[4 * architecture + $0] } }
    let atBest = atRates.map { $0.max()! }
    let orders = (0..<4).map { rate in kendall(atRates.map { $0[rate] }, atBest) }
    print("same order as at the best rate, τ:", decimals(2, orders), " for rates", Candidate.rates)
    claim(
        "order at rate 0.001 and 0.03 against the best rate", [orders[0], orders[3]], equals: [0.50, 0.92], within: 0.02
    )

    //: At 0.001 one pair of architectures in four stands in the wrong order. At 0.03 it is one in 25.
    //:
    //: What do the best have in common? All of the best twenty are wide convolutions with two or three blocks. Sixteen
    //: have batch norm, and only one has a learning rate below 0.01. Seven have a skip connection. On average over the
    //: table, though, a skip connection *costs* four points. It helps deep networks, and three blocks are not deep.

    let top = order.prefix(20).map { Candidate.all[$0] }
    claim(
        "of the best twenty: convolutional, wide", [top.count { $0.kind != .dense }, top.count { $0.width == 16 }],
        equals: [20, 20])
    claim(
        "of the best twenty: batch norm, skip", [top.count(where: \.hasNorm), top.count(where: \.hasSkip)],
        equals: [16, 7])
    claim(
        "of the best twenty: one block, rate below 0.01", [top.count { $0.blocks == 1 }, top.count { $0.rate < 0.01 }],
        equals: [0, 1])
    func average(_ isMember: (Candidate) -> Bool) -> Scalar {
        (0..<288).filter { isMember(Candidate.all[$0]) }.map { accuracy[$0] }.mean
    }
    claim(
        "mean without skip less mean with", average { !$0.hasSkip } - average(\.hasSkip), equals: 0.040, within: 0.002)
    claim("best dense network", (0..<96).map { accuracy[$0] }.max()!, equals: 0.68, within: 0.001)

    figure(
        "Size does not predict accuracy. The red front joins the networks that no smaller one beats.",
        alt: "Accuracy against parameters and against multiplications, by kind, with the Pareto front in red."
    ) { sizeFigure(table) }

    let sizes = kendall(table.parameters.map { Scalar($0) }, accuracy)
    print("parameters and accuracy: τ =", decimals(2, sizes))
    claim("parameters against accuracy, rank correlation", sizes, in: -0.1...0.1)

    //: The front is a **Pareto front**: on it you cannot have more accuracy without paying more. Counted in
    //: parameters, size says nothing about accuracy here. Dense networks are large and poor; a convolution uses its
    //: weights many times.
    //:
    //: > First measure the noise, then ask what is to be found. Here the learning rate comes first.

    //: ## Random search, with an honest record
    //:
    //: A **budget** is what may be spent. Ours is counted in trainings of 1,000 steps. The simplest way to spend it
    //: is **random search**: draw candidates, train each, keep the best on validation.
    //:
    //: How are they drawn? From a list, every option has the same chance. A number, such as a learning rate, is drawn
    //: so that each *decade*, each factor of ten, has the same chance: **log-uniformly**. Between 0.0001 and 1:

    let draws = (0..<100_000).map { _ in Scalar(generator.nextUniform()) }
    let uniform = draws.map { 0.0001 + $0 * (1 - 0.0001) }
    let logarithmic = draws.map { 0.0001 * pow(Scalar(10_000), $0) }
    func large(_ rates: [Scalar]) -> Scalar { Scalar(rates.count { $0 > 0.1 }) / Scalar(rates.count) }
    print(
        "above 0.1: uniform", percent(large(uniform), decimals: 0), " log-uniform",
        percent(large(logarithmic), decimals: 0))
    claim(
        "drawn above 0.1, uniform and log-uniform", [large(uniform), large(logarithmic)], equals: [0.9, 0.25],
        within: 0.006)

    //: Drawn uniformly, nine of ten rates would lie in one decade of four (exercise 16.1).
    //:
    //: How many must be drawn? Say "good" means among the best 5 %. All n miss with probability 0.95ⁿ:

    print("59 draws miss the best 5 % with probability", pow(0.95, 59.0))
    claim("probability that 59 draws miss the best 5 %", pow(0.95, 59.0), atMost: 0.05)
    claim("and 58 draws", pow(0.95, 58.0), atLeast: 0.05)

    //: So 59 draws find one of the best 5 % with a probability of 95 %, whether the space has 288 candidates or a
    //: million, and whether it has six genes or sixty. That is why random search is the first thing to try, and what
    //: everything else has to be compared with.

    let ten = (0..<10).map { _ in randomSearch(table, budget: 60, using: &generator) }
    figure(
        "Ten random searches. Thin: each of them; thick: their mean. The test score may fall when the record is broken.",
        alt: "Best validation score so far, rising in steps, and the test score of the same network, for ten searches."
    ) { bestSoFarFigure(ten) }

    //: Read the figure with care. It shows the best *validation* score so far, and the *test* score of that same
    //: network. Papers often show the best test score so far. Nobody can have that: on the day of choosing there is
    //: no test score. Exercise 16.2 is to write this record.
    //:
    //: The test curve lies about a point lower. That is not yet the luck of the winner: over all 576 trainings the
    //: 1,000 validation signals are easier than the test signals, by 1.0 points. A small sample can be easy by chance.

    print("validation less test, mean over all trainings:", decimals(4, table.offset))
    claim("validation less test over all trainings", table.offset, equals: 0.0102, within: 0.0002)

    //: > Random search first. Report the validation score you chose by, and the test score of what you chose.

    //: ## Evolution: copy, change one thing
    //:
    //: Random search learns nothing from what it has seen. **Evolution** does: a network that did well gets children.
    //: A child is a copy with one gene changed, a **mutation** (exercise 16.3).
    //:
    //: 1. Train eight random networks, the **population**.
    //: 2. Draw three members at random. The best of them is the parent (a **tournament**).
    //: 3. Train its child. It joins, and the *oldest* member leaves, however good it is (**ageing**).
    //: 4. Go on from 2 until the budget is spent.
    //:
    //: Why the oldest, not the worst? Each network was trained once, and some were lucky. If the worst left, a lucky
    //: one could stay for ever. Here its genes stay only if its children do well too (exercise 16.4).

    var family = Search()
    for _ in 0..<50 {
        family = ageingEvolution(table, budget: 40, using: &generator)
        if let parent = family.steps[family.best()!].parent, let its = family.steps[parent].parent,
            family.steps[its].parent != nil
        {
            break
        }
    }
    figure(
        "Where the winner of one evolution comes from. The list names the first ancestor, then the gene that was changed.",
        alt:
            "Forty trainings by time and accuracy, joined from parent to child; the winner's line of descent in orange.",
        height: 900
    ) { familyFigure(family) }

    //: (We repeated the search until its winner had at least three ancestors, to have a line of descent to draw.)

    predict(
        "Evolution and random search get ten trainings each. Of ten such contests, how many does evolution win?",
        answer: "About half. With eight random members at the start, ten trainings leave two children.",
        tempting: "eight or nine, it learns",
        why: "It learns from what it has trained, and that is not much. With twenty trainings it wins six of ten.")

    //: The answer is below, where all are compared.
    //:
    //: > Evolution is random search near what worked. It needs time before it knows what worked.

    //: ## Short runs tell, up to a point
    //:
    //: There is another way to save: not to train everything to the end. If the good ones show early, most trainings
    //: can be stopped early. Do they?
    //:
    //: To ask that we need a number for "the same order". **Kendall's rank correlation** τ takes all pairs of
    //: networks and counts on how many the two lists agree:
    //:
    //:     τ = (agreeing pairs − disagreeing pairs) / all pairs
    //:
    //: Five networks rank 1 2 3 4 5 after a short training and 2 1 3 5 4 after a long one. Two of ten pairs have
    //: changed places:

    let small = kendall([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])
    print("τ =", small)
    claim("τ of 1 2 3 4 5 and 2 1 3 5 4", small, equals: 0.6, within: 1e-6)

    //: (8 − 2)/10. 1 is the same order, 0 no relation, −1 the reverse (exercise 16.5). Now the table.

    predict(
        "After 50 of 1,000 steps: how well does the order of the 288 agree with the final one?",
        answer: "τ = 0.49: three of four pairs are already in their final order. After 200 steps 0.69, after 500 0.84.",
        tempting: "hardly at all, the networks have only begun to learn",
        why: "Many differences are large: a convolution at a good rate is ahead of a dense network after 50 steps.")

    let taus = [50, 100, 200, 500].map { kendall(table.accuracies(after: $0), accuracy) }
    print("τ after 50, 100, 200, 500 steps:", decimals(2, taus))
    claim("τ of short runs against long ones", taus, equals: [0.493, 0.583, 0.688, 0.837], within: 0.002)
    let quarter = order.prefix(72)
    let within = [50, 200].map { steps -> Scalar in
        let short = table.accuracies(after: steps)
        return kendall(quarter.map { short[$0] }, quarter.map { accuracy[$0] })
    }
    print("within the best quarter, after 50 and 200 steps:", decimals(2, within))
    claim("the same within the best quarter, 50 and 200 steps", within, equals: [0.40, 0.53], within: 0.02)

    figure(
        "Every dot a network. The cloud narrows towards a line: the longer the short run, the more it tells.",
        alt: "Accuracy after 50, 100, 200 and 500 steps against accuracy after 1,000 steps, by kind.",
        over: quick ? [50, 200] : [50, 100, 200, 500], label: "short run", height: 900
    ) { shortRunsFigure(table, steps: $0) }

    //: τ = 0.5 means that three of four pairs agree. For throwing away the worse half that is good enough. For choosing
    //: the winner it is not: the best after 50 steps is the fifth in the end.

    let early = table.accuracies(after: 50)
    let leader = early.indices.max { early[$0] < early[$1] }!
    let finalRank = accuracy.count { $0 > accuracy[leader] } + 1
    print("final rank of the leader after 50 steps:", finalRank)
    claim("final rank of the leader after 50 steps", finalRank, equals: 5)

    //: **Rest here.** So far: a table of everything, random search with an honest record, evolution, and a measure of
    //: order.
    //:
    //: > Short runs are good enough to throw away the worse half, not to name the winner.

    //: ## Halving: many start, few finish
    //:
    //: **Successive halving** does exactly that. Start many networks, train all a little, drop the worse half, give
    //: the rest more time, and so on. The lengths of training at which networks are dropped are called **rungs**. By hand,
    //: with 16 networks and rungs at 1, 2, 4, 8 and 16 units of training:
    //:
    //: | networks left | trained until | new units for each | units |
    //: |---|---|---|---|
    //: | 16 | 1 | 1 | 16 |
    //: | 8 | 2 | 1 | 8 |
    //: | 4 | 4 | 2 | 8 |
    //: | 2 | 8 | 4 | 8 |
    //: | 1 | 16 | 8 | 8 |

    let (alive, budgets) = ([16, 8, 4, 2, 1], [1, 2, 4, 8, 16])
    let continued = zip(alive, zip(budgets, [0] + budgets)).map { $0 * ($1.0 - $1.1) }.reduce(0, +)
    let restarted = zip(alive, budgets).map { $0 * $1 }.reduce(0, +)
    print("units: going on", continued, " starting again on each rung", restarted, " all to the end", 16 * 16)
    claim("units of halving 16: continued, restarted, all", [continued, restarted, 16 * 16], equals: [48, 80, 256])

    //: 48 units for 16 networks; three networks trained to the end cost the same (exercise 16.6). In our table, with
    //: the rungs at 50, 100, 200, 500 and 1,000 steps, a start costs 0.169 of a whole training: for ten trainings 59
    //: networks can start.

    let costOfStart = 0.05 + 0.05 / 2 + 0.1 / 4 + 0.3 / 8 + 0.5 / 16
    print("a start costs", costOfStart, "of a training;", Int(10 / 0.169), "starts for ten trainings")
    claim("cost of a start", costOfStart, equals: 0.16875, within: 1e-9)

    //: Let all 288 start. After 50 steps, where τ is 0.49, half of them are dropped already.

    predict(
        "On the way from 288 to 18: how many of those that would have been the final ten does halving drop?",
        answer: "None, with either seed. Of the final eighteen it drops three and five.",
        tempting: "about half of them, the order after 50 steps is half wrong",
        why:
            "τ counts all pairs, and most of the disorder is among networks that are much alike. The best are ahead early."
    )

    let dropped = (0...1).map { seed in [10, 18].map { droppedByHalving(table, seed: seed, ofFinal: $0) } }
    print("dropped of the final ten and eighteen, seed 1:", dropped[0], " seed 2:", dropped[1])
    claim("dropped of the final ten, both seeds", dropped.map { $0[0] }, equals: [0, 0])
    claim("dropped of the final eighteen, both seeds", dropped.map { $0[1] }, equals: [3, 5])

    figure(
        "All 288 ranks over time, second seed. Blue: the final ten, orange: the winner. All ten stay above every cut.",
        alt:
            "Lines of ranks at five times; the ten best in the end lie above the cuts 144, 72, 36, 18. One climbs from 101."
    ) { ranksFigure(table, seed: 1) }

    let paths = CandidateRun.milestones.map { ranks(table, after: $0, seed: 1) }
    let slow = (0..<288).filter { paths[4][$0] <= 10 }.max { paths[0][$0] < paths[0][$1] }!
    let itsRanks = paths.map { $0[slow] }
    print("ranks of the one that starts slowest:", itsRanks)
    claim("its ranks after 50 and 200 steps", [itsRanks[0], itsRanks[2]], equals: [101, 35])

    //: One of the ten was 101st after 50 steps, and 35th after 200, where only 36 went on. Had the first cut left a
    //: third, this network would have been lost. Halving loses networks that start slowly and end well. It can afford
    //: that: for the cost of ten whole trainings 59 networks can start.
    //:
    //: > Spend little on many, much on few.

    //: ## A surrogate guesses before it trains
    //:
    //: The last method uses what has been trained to *guess* what has not. A **surrogate** is a model of the table:
    //: it takes genes and predicts the accuracy, and it says how sure it is. Then the next network to train is the
    //: one with the most promising guess. This is **Bayesian optimization**.
    //:
    //: Ours is a **Gaussian process**: the 288 guesses together follow a normal distribution. Networks that agree in
    //: many genes are expected to be alike. How much two numbers rise and fall together is measured by their
    //: **covariance**, the mean product of their distances from their means. Before anything is trained, the
    //: covariance of two guesses is 0.2², and 0.05² more for each gene in which they agree. Train one network, and
    //: all guesses move:
    //:
    //: ![source](Lessons/16-architecture-search/Surrogate.swift#learn)
    //:
    //: (`noise` is what the luck of a seed adds to a score, 0.02.) After the first training, the guesses for the
    //: networks that agree with it in five genes move most, besides its own; those that agree in none move least. All
    //: guesses become surer.
    //:
    //: Which one is most promising? Not simply the one with the best guess. Say the best score so far is 0.92.
    //: Network A is guessed at 0.90, give or take 0.05; B at 0.91, give or take 0.005. Which would you train?

    predict(
        "Best so far 0.92. A: 0.90 ± 0.05. B: 0.91 ± 0.005. Which one is the better bet?",
        answer: "A. Its expected improvement is 0.0115, that of B 0.00004.",
        tempting: "B, its guess is better",
        why:
            "Both guesses lie below the best, and B will hardly pass it. A may well reach 0.97, and if not, you keep the 0.92."
    )

    let a = expectedImprovement(mean: 0.90, deviation: 0.05, over: 0.92)
    let b = expectedImprovement(mean: 0.91, deviation: 0.005, over: 0.92)
    print("expected improvement: A", decimals(5, a), " B", decimals(5, b))
    claim("expected improvement of A", a, equals: 0.01152, within: 1e-5)
    claim("expected improvement of B", b, equals: 0.00004, within: 5e-6)

    //: The **expected improvement** asks how far the new score will lie above the best so far, and takes the mean. A
    //: score below the best counts as 0:
    //:
    //:     EI = (μ − best)·Φ(z) + σ·φ(z)
    //:     z = (μ − best)/σ
    //:
    //: Φ is the probability that a standard normal number lies below z, φ its density. The first term rewards a good
    //: guess, the second an unsure one (exercise 16.7). So the search tries what is promising *and* what is unknown.

    let guided = surrogateSearch(table, budget: 40, using: &generator)
    figure(
        "What the surrogate guesses for all networks. The more were trained, the closer the guesses to the diagonal.",
        alt: "Guesses with deviations against the table after 4, 8, 16 and 30 trainings, ever closer to the diagonal.",
        over: quick ? [4, 16] : [1, 4, 8, 16, 30], label: "trainings", height: 900
    ) { surrogateFigure(table, guided, trainings: $0) }

    var guesses: [Scalar] = []
    for trainings in [4, 30] {
        var surrogate = Surrogate()
        for step in guided.steps.prefix(trainings) { surrogate.learn(step.number, step.score) }
        guesses.append(kendall(surrogate.mean.scalars, accuracy))
    }
    print("order of the guesses against the table, after 4 and 30 trainings: τ =", decimals(2, guesses))
    claim("order of the guesses after 30 trainings", guesses[1], atLeast: 0.4)

    //: > Train next what is expected to improve most: a good guess, or an unsure one.

    //: ## Four methods, one budget
    //:
    //: Now the comparison. The same table, the same budget for all, and many repetitions: one search proves nothing.
    //: For each search we ask what the chosen network is worth: its *test* accuracy, the mean of both seeds. The
    //: searches never see that number.

    let looked = Method.allCases.map { method -> (method: Method, search: Search) in
        var own = SeededGenerator(seed: seed)
        return (method, method.run(table, budget: 20, using: &own))
    }
    figure(
        "Where each method has looked. Halving looks at many, briefly; the surrogate soon knows where it is dark.",
        alt: "The map of the space four times; cells appear as the budget grows from 5 to 20 trainings.",
        over: quick ? [5, 20] : [5, 8, 10, 15, 20], label: "budget"
    ) { lookedFigure(table, looked, budget: $0) }

    let study = MethodStudy(table, budgets: [5, 10, 20, 40], repetitions: quick ? 60 : 400, seed: seed)
    for budget in [10, 20, 40] {
        print("\(budget) trainings")
        for method in Method.allCases {
            let all = study.qualities(method, budget: budget)
            let against = study.againstRandom(method, budget: budget)
            print(
                "  \(method.rawValue): \(decimals(3, all.mean)), wins \(percent(against.wins, decimals: 0)), loses \(percent(against.losses, decimals: 0))"
            )
        }
    }
    let (evolution10, halving10) = (
        study.againstRandom(.evolution, budget: 10).wins, study.againstRandom(.halving, budget: 10).wins
    )
    claim("evolution wins against random, 10 trainings", evolution10, in: quick ? 0.32...0.7 : 0.44...0.6)
    claim("halving wins against random, 10 trainings", halving10, atLeast: quick ? 0.68 : 0.76)
    claim(
        "halving loses against random, 10 trainings", study.againstRandom(.halving, budget: 10).losses,
        in: quick ? 0.05...0.28 : 0.1...0.2)
    claim(
        "evolution wins, 20 trainings", study.againstRandom(.evolution, budget: 20).wins,
        in: quick ? 0.4...0.8 : 0.52...0.68)
    let with40 = Method.allCases.dropFirst().map { study.againstRandom($0, budget: 40).wins }
    claim("evolution, halving, surrogate win with 40 trainings", Array(with40), in: quick ? 0.38...0.84 : 0.51...0.72)
    claim("variance that the six genes explain by themselves", shares.reduce(0, +), equals: 0.838, within: 0.001)
    claim(
        "the surrogate wins against random, 20 trainings", study.againstRandom(.surrogate, budget: 20).wins,
        atLeast: quick ? 0.6 : 0.71)
    claim(
        "random search, 10 trainings", study.qualities(.random, budget: 10).mean,
        in: quick ? 0.834...0.88 : 0.847...0.866)
    claim(
        "halving, 10 trainings", study.qualities(.halving, budget: 10).mean, in: quick ? 0.892...0.908 : 0.896...0.904)
    claim("surrogate, 20 trainings", study.qualities(.surrogate, budget: 20).mean, in: 0.899...0.91)
    claim(
        "halving, 40 trainings less 10",
        study.qualities(.halving, budget: 40).mean - study.qualities(.halving, budget: 10).mean,
        in: quick ? -0.004...0.014 : 0.001...0.01)

    figure(
        "Left: mean of what was chosen, thin lines the middle 80 %. Right: wins against random search, ties half.",
        alt: "Halving leads with 5 and 10 trainings, the surrogate with 20; evolution stays near random search at 10."
    ) { methodsFigure(study) }

    //: With ten trainings random search finds 0.85 on average, halving 0.90; the best in the table has 0.914. What does
    //: that teach?
    //:
    //: **Evolution hardly beats random search.** With ten trainings it wins about half of the contests, with twenty six
    //: of ten.
    //:
    //: **Halving and the surrogate do beat it.** Halving with ten trainings and the surrogate with twenty win about
    //: eight of ten. The reason is in the table. Short runs tell, so halving works. The six genes by themselves explain
    //: 84 % of the variance, so the surrogate works. In another space it may be otherwise. Say "in this space".
    //:
    //: **After that there is little to gain.** With forty trainings all three win six of ten. From 10 to 40 trainings
    //: halving gains about half a point. Among the best, seeds differ as much as networks: no search can tell them
    //: apart by one training.
    //:
    //: **One win means nothing.** Even halving with ten trainings loses about one contest in eight against random
    //: search. A paper with one search per method can show either order.
    //:
    //: > Equal budgets, a random baseline, many repetitions. And say in which space.

    //: ## The luck of the winner
    //:
    //: Sixty networks, all *equally good*: each is right with probability 0.97. They are judged by 1,000 validation
    //: signals, and you take the best.

    predict(
        "What does the best of sixty equal networks of 97 % show on 1,000 validation signals, and what on new ones?",
        answer: "98.2 % on validation, and 97 % on new signals.",
        tempting: "97 % on both, they are all equal",
        why:
            "Equal networks do not get equal scores. The best of sixty scores belongs to the luckiest."
    )

    let deviation = (0.97 * 0.03 / 1000).squareRoot()
    let largest = [5, 10, 60].map { expectedLargest(of: $0) }
    let exact = expectedBest(of: 60, accuracy: 0.97, signals: 1000)
    print(
        "deviation of one score:", percent(deviation, decimals: 2), " expected largest of 5, 10, 60 normal numbers:",
        decimals(3, largest))
    print(
        "best of sixty:", percent(0.97 + largest[2] * deviation, decimals: 2), " exactly:", percent(exact, decimals: 2))
    claim("deviation of a score, in points", 100 * deviation, equals: 0.54, within: 0.005)
    claim(
        "expected largest of 5, 10, 60 standard normal numbers", largest, equals: [1.163, 1.539, 2.319], within: 0.001)
    claim("best of sixty, normal approximation", 100 * (0.97 + largest[2] * deviation), equals: 98.25, within: 0.005)
    claim("best of sixty, exactly", 100 * exact, equals: 98.17, within: 0.005)

    //: A score of 1,000 signals has a standard deviation of 0.54 points. The largest of sixty normal numbers lies
    //: 2.32 deviations above the mean, on average: 1.25 points. This is the **winner's curse**: the score that made
    //: it win is too good to be true. To have the gap below 0.3 points you would need about 17,400 validation
    //: signals.

    let needed = largest[2] * largest[2] * 0.97 * 0.03 / (0.003 * 0.003)
    claim("signals for a gap of 0.3 points", needed, equals: 17_392, within: 20)

    //: So how large is it in our table? We search at random, take the best, and compare its validation score with its
    //: own test score.

    let entered = [1, 5, 10, 20, 60, 200]
    let tableGaps = entered.map { table.winnersGap(of: $0, repetitions: quick ? 400 : 2000, seed: seed) }
    print("validation less test for the best of 1, 5, 10, 20, 60, 200:", decimals(4, tableGaps))
    claim(
        "the winner's gap in the table, best of 5, 10, 20", tableGaps[1...3].map { abs($0) }.max()!,
        atMost: quick ? 0.003 : 0.002)
    claim("the winner's gap in the table, best of 200", tableGaps[5], in: quick ? 0.0035...0.0058 : 0.0041...0.0052)

    //: (The 1.0 points by which the two sets differ anyway are taken off.) Nothing! Up to twenty candidates there is no
    //: curse to be seen. With 200 it is half a point. Is the theory wrong? No, it speaks of *equal* networks. Ours
    //: differ by 13.5 points, and the noise of a score of 1,000 signals is about one point: the winner wins because it
    //: is better. Luck decides only among the best, where networks are alike, and when many were tried.
    //:
    //: So let us make equal networks: one architecture, sixty seeds.

    let equals = EqualNetworks(data, count: quick ? 20 : 60, steps: quick ? 200 : 500, seed: seed)
    figure(
        "One network, many seeds. The winner was chosen for lying farthest right. Its height shows what it is worth.",
        alt:
            "Scatter: accuracy on 100 signals against accuracy on 4,900 others; the winner is the point farthest right.",
        height: 800
    ) { equalsFigure(equals, signals: 100) }

    let counts = [100, 300, 1000, 2500]
    let gaps = counts.map { equals.gaps(signals: $0, repetitions: quick ? 200 : 1000, seed: seed) }
    for (count, gap) in zip(counts, gaps) {
        print(
            "chosen by \(count): \(decimals(3, gap.map(\.chosen).mean)) above the mean, tested \(decimals(3, gap.map(\.tested).mean)), gap \(decimals(3, gap.map(\.gap).mean))"
        )
    }
    claim("gap, chosen by 100 signals", gaps[0].map(\.gap).mean, atLeast: quick ? 0.03 : 0.045)
    claim("part of choices by 100 signals with a gap above 0", gaps[0].map { $0.gap > 0 ? 1 : 0 }.mean, atLeast: 0.9)
    claim("gap, chosen by 1,000 signals", gaps[2].map(\.gap).mean, in: quick ? 0...0.02 : 0.004...0.018)
    claim("the winner is really better, chosen by 1,000", gaps[2].map(\.tested).mean, atLeast: quick ? 0.006 : 0.012)

    figure(
        "The shaded gap is luck. What is left on other signals is real: some seeds are better.",
        alt:
            "The winner's lead where it was chosen falls from 6 points to 2 with more signals; its real lead grows to 2 or 3."
    ) { gapFigure(counts, gaps) }

    //: Chosen by 100 signals, the winner leads by six points and a half, and nearly all of it is luck. Chosen by
    //: 1,000, it leads by three: one is luck, and about two are real, because seeds of one network do differ a
    //: little. "All luck" is as wrong as "all real".
    //:
    //: The gap also grows with the number of candidates. Best of 5, 10, 20, chosen by 300:

    let fewer = [5, 10, 20].map {
        equals.gaps(signals: 300, networks: $0, repetitions: quick ? 200 : 1000, seed: seed).map(\.gap).mean
    }
    print("gap of the best of 5, 10, 20:", decimals(3, fewer))
    claim("the gap grows: best of 20 less best of 5", fewer[2] - fewer[0], atLeast: quick ? 0 : 0.004)

    //: What helps? More validation signals; fewer candidates; a second look: train the best few again with new seeds,
    //: and choose among them by the mean. And a test set that is opened once, for the winner alone.
    //:
    //: > The winner's validation score is a record, not an estimate. The test score is the estimate.

    //: ## What a search costs, and what it is worth
    //:
    //: Training the whole table took 2.7·10¹² multiplications and additions.

    let forward = table.multiplyAdds.map { Double($0) }.reduce(0, +)
    let flops = forward * 2 * 3 * 100 * 1000 * 2
    print("arithmetic of the table, forward and backward: \(decimals(2, flops / 1e12)) · 10¹²")
    claim("arithmetic of the table, in 10¹²", flops / 1e12, equals: 2.71, within: 0.01)

    //: (Two operations a multiplication, 100 signals a step, 1,000 steps, three times as much as the forward pass, two
    //: seeds.) Twenty trainings are a thirtieth of that. Now compare with somebody who does not search, but has read
    //: the lessons: convolutions, because a pattern may stand anywhere (07); three blocks, so that a place of the last
    //: one sees 15 points (07), more than a shape takes up; batch norm (09); the wider one. No skip, three blocks are
    //: not deep. One thing cannot be known beforehand, the learning rate: try all four. That is a budget of *four*.

    let byHand = (0..<4).map {
        Candidate(kind: .conv3, blocks: 3, width: 16, hasNorm: true, hasSkip: false, rate: Candidate.rates[$0]).number
    }
    let chosenRate = byHand.max { table.accuracies(seed: 0)[$0] < table.accuracies(seed: 0)[$1] }!
    print("by hand, four rates:", decimals(3, byHand.map { table.accuracies(seed: 0)[$0] }))
    print("chosen:", Candidate.all[chosenRate], " test", decimals(3, table.quality[chosenRate]))
    claim("by hand and four rates, test accuracy", table.quality[chosenRate], equals: 0.9116, within: 0.0005)

    //: 0.912 with four trainings. Halving has 0.90 with ten. (We knew the table when we wrote this. Be suspicious,
    //: and try your own choice.) What you know about the task is worth more than the search method.
    //:
    //: And there was another choice that no gene stood for. All these networks were trained with a constant learning
    //: rate. Train the same one with a cosine schedule (lesson 09), the same 1,000 steps, from several seeds: one run
    //: alone may land two points off.

    let scheduled = inParallel(0..<(quick ? 1 : 8)) { number -> Scalar in
        let run = Candidate.all[chosenRate].train(
            data, seed: 100 * seed + UInt64(number), schedule: .cosine(steps: 1000))
        return Scalar(Candidate.all[chosenRate].right(run.model, data.test).count { $0 }) / 4000
    }
    print("with a cosine schedule, test:", decimals(3, scheduled))
    claim("with a schedule, mean test accuracy", scheduled.mean, in: quick ? 0.905...0.94 : 0.915...0.935)
    claim("with a schedule, less without", scheduled.mean - table.quality[chosenRate], atLeast: quick ? -0.01 : 0.005)

    let routes = [
        Route(name: "random, 10", cost: 10, accuracy: study.qualities(.random, budget: 10).mean, ink: .neutral),
        Route(name: "random, 40", cost: 40, accuracy: study.qualities(.random, budget: 40).mean, ink: .neutral),
        Route(name: "halving, 10", cost: 10, accuracy: study.qualities(.halving, budget: 10).mean, isNamedLeft: true),
        Route(name: "surrogate, 20", cost: 20, accuracy: study.qualities(.surrogate, budget: 20).mean),
        Route(name: "all 288, twice", cost: 576, accuracy: table.quality[best]),
        Route(name: "by hand, four rates", cost: 4, accuracy: table.quality[chosenRate], ink: .prediction),
        Route(name: "and a schedule", cost: 5, accuracy: scheduled.mean, ink: .prediction),
    ]
    figure(
        "What each route costs and where it leads. The schedule was in nobody's search space.",
        alt: "Test accuracy against trainings paid: by hand with a schedule 0.92 for 5 trainings, the whole table 0.91."
    ) { billFigure(routes) }

    claim(
        "the whole table less by hand", table.quality[best] - table.quality[chosenRate], equals: 0.002, within: 0.0005)

    //: The schedule gains about a point in the mean, with no more training. Training the whole table gains 0.2 points
    //: over the choice by hand. A search finds only what is in its space. Often the larger gain lies outside it: in
    //: the data, the schedule, the length of training.
    //:
    //: When is a search worth it, then? When nobody knows what matters, or when the network will be used a million
    //: times. Report what it cost, in trainings, so that others can compare.
    //:
    //: > A search cannot leave its space. Report its cost beside its result.

    //: ## What we did not do
    //:
    //: - Our space is tiny and complete. Real ones describe the wiring inside a block, and no table holds them.
    //: - Weights were never shared. Training one large network that contains all candidates (one-shot search, DARTS)
    //:   makes a search cheap, and its ranking doubtful.
    //: - Two seeds for each network, and one set of validation signals. The best tenth cannot be told apart with
    //:   that.
    //: - We chose by accuracy alone. The front in the figure of sizes is what one asks for when a phone has to run
    //:   it.
    //: - Hyperband runs halving several times with different numbers of starts, in case short runs do not tell. In
    //:   this table they do.
    //:
    //: ## In short
    //:
    //: Write the space down, with the learning rate in it. Measure the noise of a seed before you compare. Random
    //: search is the baseline, and with ten trainings evolution is no better. Halving is, because short runs tell; so
    //: is a surrogate, because genes act by themselves. The winner's validation score is too good where candidates
    //: are alike, and honest where they are not; the test says which. And know what is not in your space.
    //:
    //: ## Words
    //:
    //: - **search space**: the choices and their options. **gene**: one choice. **candidate**: one option of each.
    //: - **neural architecture search** (NAS): choosing a network by a program.
    //: - **tabular benchmark**: every candidate trained beforehand.
    //: - **explained variance**: the variance of the means of a gene's options, divided by the variance of all.
    //: - **Pareto front**: those that nothing cheaper beats.
    //: - **budget**: what a search may spend.
    //: - **random search**: candidates drawn at random. **log-uniformly**: with each decade equally likely.
    //: - **evolution**: children of good candidates. **mutation**: one gene changed. **population**: who can be a parent.
    //:   **tournament**: the best of a few is the parent. **ageing**: the oldest leaves.
    //: - **Kendall's rank correlation** τ: agreeing minus disagreeing pairs, divided by all.
    //: - **successive halving**: many start, the better half goes on. **rungs**: the lengths of training at which it is
    //:   decided.
    //: - **surrogate**: a model that predicts scores. **Bayesian optimization**: train next what it finds most promising.
    //: - **Gaussian process**: guesses that together follow a normal distribution.
    //: - **expected improvement**: how far a new score will lie above the best, in the mean, where below counts as 0.
    //: - **winner's curse**: the best score of many is too good.
    //:
    //: ## Check yourself
    //:
    //: <details><summary>Four genes with 3, 5, 2 and 4 options. How many candidates, and how many children can a candidate have?</summary>
    //:
    //: 3·5·2·4 = 120. A child changes one gene to another option: 2 + 4 + 1 + 3 = 10.
    //:
    //: </details>
    //: <details><summary>Why is a learning rate drawn log-uniformly?</summary>
    //:
    //: What counts is its ratio to others. Drawn uniformly, nearly all draws lie in the highest decade.
    //:
    //: </details>
    //: <details><summary>A paper plots the best test score so far. What is wrong?</summary>
    //:
    //: Nobody can choose by it. Plot the test score of the network with the best validation score.
    //:
    //: </details>
    //: <details><summary>τ between 10 epochs and 200 epochs is 0.1. Halving?</summary>
    //:
    //: No. The first cut would hardly be better than throwing half away at random. Make the first rung longer.
    //:
    //: </details>
    //: <details><summary>A guess of 0.80 ± 0.10 and one of 0.88 ± 0, the best so far is 0.90. Which is next?</summary>
    //:
    //: The first. It may be above 0.90; the second cannot be.
    //:
    //: </details>
    //: <details><summary>100 candidates that differ by 10 points, a validation set of 5,000. Is the winner's score too good?</summary>
    //:
    //: Hardly: the noise of a score is about half a point, far less than the differences.
    //:
    //: </details>
    //: <details><summary>From 09: with how many seeds would you compare two networks that differ by one point?</summary>
    //:
    //: With a deviation of 2 points a seed, the mean of n differs by 2·√(2/n). For an error of half a point n is
    //: about 32.
    //:
    //: </details>
    //:
    //: ## Exercises
    //:
    //: In `Exercises/16-architecture-search`; `swift run lesson check 16` tells what is right, what is wrong and why.
    //: Begin with the essential ones.
    //:
    //: - **16.2 Best so far.** Apply. Read as far as *Random search, with an honest record*.
    //: - **16.8 The luck of the winner.** Apply. Predict first.
    //: - **16.1 A learning rate from four decades.** Repeat.
    //: - **16.3 Change one thing.** Apply.
    //: - **16.4 An ageing population.** Apply.
    //: - **16.5 Do short runs tell?** Repeat.
    //: - **16.6 Successive halving.** Apply.
    //: - **16.7 Expected improvement.** Repeat.
    //:
    //: Open end: add a gene to `Candidate.swift` (the schedule, say), train what is new, and find out how much of the
    //: variance it explains.
    //:
    //: ## Further
    //:
    //: - C. Ying and others, *NAS-Bench-101* (2019): 423,624 networks trained three times each, the model for our
    //:   table.
    //: - J. Bergstra and Y. Bengio, *Random Search for Hyper-Parameter Optimization* (2012): why random draws beat a
    //:   grid.
    //: - E. Real and others, *Regularized Evolution for Image Classifier Architecture Search* (2019): why the oldest
    //:   leaves.
    //: - L. Li and others, *Hyperband* (2018): successive halving, and what to do when short runs do not tell.
    //: - J. Snoek and others, *Practical Bayesian Optimization of Machine Learning Algorithms* (2012): surrogates and
    //:   expected improvement, in use.
    //: - L. Li and A. Talwalkar, *Random Search and Reproducibility for Neural Architecture Search* (2019): many
    //:   published searches, beside a random one at equal cost.
}
