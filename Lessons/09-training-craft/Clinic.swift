import Nabla
import Notebook

/// A training with a fault, or with none: its curves, and the one line that was changed.
struct Patient {
    let letter: String
    let diagnosis: String
    /// The changed line.
    let change: String
    let training: Training
}

/// Eight trainings of the same network, seven of them with one line changed.
func clinic(_ set: Signals, validation: Signals, quick: Bool, seed: UInt64) -> [Patient] {
    let few = set.part(0..<400)
    let late = Signals(x: set.x, labels: Array(set.labels[1...] + set.labels[..<1]))
    let base = Recipe(steps: quick ? 400 : 1200, batchSize: 25, pace: 8, sample: 25)
    let validation = validation.part(0..<500)
    func with(_ change: (inout Recipe) -> Void) -> Recipe {
        var recipe = base
        change(&recipe)
        return recipe
    }
    let cases: [(String, String, Recipe, Signals)] = [
        ("rate far too high", "rate: 0.3", with { $0.rate = 0.3 }, set),
        ("labels out of step", "labels: Array(labels[1...] + labels[..<1])", base, late),
        ("healthy", "nothing changed", base, set),
        (
            "not shuffled", "isShuffled: false, signals sorted by label", with { $0.isShuffled = false },
            set.sortedByLabel
        ),
        ("overfitting", "training: part(0..<400)", base, few),
        (
            "validated in training mode", "batchNorm: true, model(validation[0..<4], mode: .training), and so on",
            with { ($0.batchNorm, $0.mistakenBatch) = (true, 4) }, set
        ),
        ("rate far too low", "rate: 0.00003", with { $0.rate = 0.00003 }, set),
        ("healthy, with dropout", "dropout: 0.5", with { $0.dropout = 0.5 }, set),
    ]
    let bar = progress("curve clinic", total: cases.count)
    defer { bar.finish() }
    let trainings = inParallel(cases) { _, _, recipe, set in
        defer { bar.advance() }
        return recipe.train(on: set, validation: validation, test: validation.part(0..<100), seed: seed)
    }
    return zip("ABCDEFGH", zip(cases, trainings)).map { letter, patient in
        Patient(letter: "\(letter)", diagnosis: patient.0.0, change: patient.0.1, training: patient.1)
    }
}

/// Training loss, as it comes out of the batches, and validation loss of every patient.
func clinicFigure(_ patients: [Patient]) -> Figure {
    Figure(columns: 4, sharing: .both) {
        patients.map { patient in
            Axes(
                title: patient.letter, xLabel: "ABCD".contains(patient.letter) ? "" : "updates",
                yLabel: "AE".contains(patient.letter) ? "loss" : " ", yRange: 0...4.2
            ) {
                HorizontalLine(2.3026)
                // Named once: in the panel where they lie well apart.
                let isNamed = patient.letter == "F"
                Line(
                    patient.training.updates, patient.training.batchLoss, label: isNamed ? "training" : nil,
                    color: .data, labelAt: 700)
                Line(
                    patient.training.updates, patient.training.validation.map(\.loss),
                    label: isNamed ? "validation" : nil, color: .prediction, labelAt: 700)
            }
        }
    }
}
