import Nabla
import Notebook

/// What is not as the text says it, because the text speaks of a full run with MNIST and Cora.
func differences(_ mnist: MNIST, hasCora: Bool, quick: Bool) -> [String] {
    var differences: [String] = []
    if !hasCora {
        differences.append(
            """
            Cora is not here, so its section shows no results; its numbers are those of runs with it. To see it, put \
            `cora_edges.csv`, `cora_labels.csv` and `cora_features.txt` into `Data/cora`.
            """)
    }
    if mnist.isBuiltIn {
        differences.append(
            """
            MNIST is not here. The section on images uses digits that the kit writes itself; **its accuracies are not those of \
            the text**. To get MNIST: `swift run lesson data fetch mnist`.
            """)
    }
    if quick {
        differences.append(
            """
            This is a quick run: two block graphs instead of ten, one start instead of ten or three on Cora, fewer digits and \
            fewer trainings, and they are shorter. **The text speaks of the full run.**
            """)
    }
    return differences
}
