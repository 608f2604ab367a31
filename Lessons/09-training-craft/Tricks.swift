import Nabla
import Notebook

/// One row of the comparison: a trick, and the test accuracy of each seed, early and late.
struct Trick {
    let name: String
    var early: [Scalar] = []
    var late: [Scalar] = []
    /// Accuracy on known signals, of the first seed.
    var known: (early: Scalar, late: Scalar) = (0, 0)
}

extension Trick {
    /// What it gains over the baseline of the same seeds: the mean of the differences and its standard error.
    func gain(over baseline: Trick, _ scores: (Trick) -> [Scalar]) -> (mean: Scalar, text: String) {
        let own = scores(self)
        let gain = compared(Array(scores(baseline).prefix(own.count)), own)
        let sign = gain.mean < 0 ? "−" : "+"
        return (
            gain.mean,
            "\(percent(own.mean)) (\(sign)\(decimals(1, 100 * abs(gain.mean))) ± \(decimals(1, 100 * gain.paired)))"
        )
    }
}

/// The same network, trained with one trick at a time.
struct TrickExperiment {
    let all: Signals
    let validation: Signals
    let test: Signals
    let size: RunSize
    let seed: UInt64

    var few: Signals { all.part(0..<4000) }

    func seeds(_ count: Int) -> [UInt64] { (0..<UInt64(count)).map { 100 * seed + $0 } }

    /// The network without any trick.
    func baseline() -> [Training] {
        let recipe = Recipe(steps: size.late, pace: size.late / 20)
        let bar = progress("the same code, \(size.seeds) seeds", total: size.seeds)
        defer { bar.finish() }
        return inParallel(seeds(size.seeds)) { seed in
            defer { bar.advance() }
            return recipe.train(on: few, validation: validation, test: test, seed: seed)
        }
    }

    /// Test accuracies of a convolutional network after as many updates as the tricks had early.
    func convolutional() -> [Scalar] {
        let recipe = Recipe(isConvolutional: true, steps: size.early)
        return inParallel(seeds(size(3, quick: 1))) { seed in
            recipe.train(on: few.asChannel, test: test.asChannel, seed: seed).accuracy
        }
    }

    /// The row of some trainings.
    func row(_ name: String, _ runs: [Training]) -> Trick {
        func at(_ step: Int) -> [Scalar] { runs.map { $0.test[$0.place(step)].accuracy } }
        func known(_ step: Int) -> Scalar { runs[0].known[runs[0].place(step)].accuracy }
        return Trick(
            name: name, early: at(size.early), late: at(size.late), known: (known(size.early), known(size.late)))
    }

    /// Early stopping: the weights of the lowest validation loss so far. It costs no training of its own.
    func stopped(_ runs: [Training]) -> Trick {
        func at(_ step: Int) -> [Scalar] {
            runs.map { run in
                let seen = 0...run.place(step)
                return run.test[seen.min { run.validation[$0].loss < run.validation[$1].loss }!].accuracy
            }
        }
        return Trick(
            name: "early stopping", early: at(size.early), late: at(size.late),
            known: (runs[0].known[runs[0].best].accuracy, runs[0].known[runs[0].best].accuracy))
    }

    /// Every other trick, alone, from the first seeds of the baseline.
    func tricks() -> [Trick] {
        let list: [(String, Recipe, Signals)] = [
            ("16,000 signals for 4,000", Recipe(), all), ("rotated by up to 2", Recipe(rotation: 2), few),
            ("rotated by up to 19", Recipe(rotation: 19), few), ("dropout 0.1", Recipe(dropout: 0.1), few),
            ("dropout 0.5", Recipe(dropout: 0.5), few), ("batch norm", Recipe(batchNorm: true), few),
            ("L2, λ = 0.001", Recipe(l2: 0.001), few), ("L1, λ = 0.0003", Recipe(l1: 0.0003), few),
            ("label smoothing 0.1", Recipe(smoothing: 0.1), few),
        ]
        let used = size.quick ? [0, 1, 4, 6] : Array(list.indices)
        let bar = progress("one trick at a time", total: used.count * size.trickSeeds)
        let rows = used.map { index in
            let (name, recipe, set) = list[index]
            var timed = recipe
            (timed.steps, timed.pace) = (size.late, size.early)
            let runs = inParallel(seeds(size.trickSeeds)) { [timed] seed in
                defer { bar.advance(name) }
                return timed.train(on: set, test: test, seed: seed)
            }
            return row(name, runs)
        }
        bar.finish()
        return rows
    }
}

/// Ten runs of one program: test accuracy against updates, one thin line a seed.
func seedsFigure(_ runs: [Training]) -> Figure {
    let ends = runs.map { 100 * $0.accuracy }
    return Figure(
        xLabel: "updates", yLabel: "test accuracy (%)", xRange: 0...Double(runs[0].updates.last!) * 1.03,
        theme: .fromAfar
    ) {
        Band(y: Double(ends.min()!)...Double(ends.max()!))
        for run in runs {
            Line(run.updates, run.test.map { 100 * $0.accuracy }, color: .data, weight: .thin)
        }
        Points(runs.map { $0.updates.last! }, ends, color: .prediction, size: 22, opacity: 0.7)
    }
}

/// One row a trick, one dot a seed, the baseline's band across all rows; early on the left, late on the right.
func tricksFigure(_ baseline: Trick, _ tricks: [Trick], size: RunSize) -> Figure {
    let rows = [baseline] + tricks
    let ticks = rows.indices.map { Tick(-Double($0 + 1), rows[$0].name) }
    let everything = rows.flatMap { $0.early + $0.late }
    let range = Double(100 * everything.min()!) - 1.5...Double(100 * everything.max()!) + 1.5
    func panel(_ title: String, _ accuracies: (Trick) -> [Scalar]) -> Axes {
        let band = accuracies(baseline).map { 100 * Double($0) }
        let (low, high) = (band.min()!, band.max()!)
        return Axes(
            title: title, xLabel: "test accuracy (%)", xRange: range,
            yRange: -Double(rows.count) - 0.6 ... -0.4, yTicks: ticks
        ) {
            Band(x: low...high, color: .neutral, opacity: 0.22)
            for (index, row) in rows.enumerated() {
                let values = accuracies(row).map { 100 * Double($0) }
                let ink: Ink =
                    index == 0
                    ? .foreground
                    : values.allSatisfy { $0 > high } ? .gradient : values.allSatisfy { $0 < low } ? .error : .neutral
                Points(values, values.map { _ in -Double(index + 1) }, color: ink, size: 20, opacity: 0.75)
            }
        }
    }
    return Figure(columns: 2, sharing: .y) {
        panel("after \(formatted(Double(size.early), decimals: 0)) updates", \.early)
        panel("after \(formatted(Double(size.late), decimals: 0)) updates", \.late)
    }
}

/// Loss and accuracy of the baseline over time, and where the validation loss is lowest.
func stoppingFigure(_ runs: [Training]) -> Figure {
    func lines(_ label: String, _ ink: Ink, _ values: (Training) -> [Scalar]) -> [any Mark] {
        runs.enumerated().map { index, run in
            Line(
                run.updates, values(run), label: index == runs.count - 1 ? label : nil, color: ink, weight: .thin)
        }
    }
    func best(_ values: (Training) -> [Scalar]) -> Points {
        Points(
            runs.map { $0.updates[$0.best] }, runs.map { values($0)[$0.best] }, color: .error, size: 22, opacity: 0.8)
    }
    let percents: (Training) -> [Scalar] = { $0.validation.map { 100 * $0.accuracy } }
    return Figure(columns: 2) {
        Axes(title: "loss", xLabel: "updates") {
            lines("training", .data) { $0.known.map(\.loss) }
            lines("validation", .prediction) { $0.validation.map(\.loss) }
            best { $0.validation.map(\.loss) }
        }
        Axes(title: "accuracy (%)", xLabel: "updates") {
            lines("training", .data) { $0.known.map { 100 * $0.accuracy } }
            lines("validation", .prediction, percents)
            best(percents)
        }
    }
}

/// Some signals of each class.
func signalsFigure(_ set: Signals) -> Figure {
    let places = Array(0..<40)
    return Figure(columns: 5, sharing: .both) {
        (0..<10).map { digit in
            let rows = set.labels.indices.lazy.filter { set.labels[$0] == digit }.prefix(3)
            return Axes(title: "“\(digit)”", xLabel: digit > 4 ? "place" : "", yRange: -4.5...4.5, yTicks: []) {
                for (index, row) in rows.enumerated() {
                    Line(places, set.x[row].scalars, color: .series(index), weight: .thin)
                }
            }
        }
    }
}
