import Datasets
import Tensors
import Testing

@Suite struct BuiltInDigitsTests {
    static let digits = MNIST.builtIn(trainingCount: 2000, testCount: 500)

    @Test("the same seed gives the same digits, another seed others")
    func seeds() {
        let again = MNIST.builtIn(trainingCount: 2000, testCount: 500)
        #expect(again.training.images == Self.digits.training.images)
        #expect(again.training.labels == Self.digits.training.labels)
        #expect(again.test.images == Self.digits.test.images)
        let other = MNIST.builtIn(trainingCount: 2000, testCount: 500, seed: 1)
        #expect(other.training.images != Self.digits.training.images)
        #expect(other.test.images != Self.digits.test.images)
    }

    @Test("a small set is the beginning of a large one", arguments: [0, 1, 7, 10, 123])
    func prefix(count: Int) {
        let small = MNIST.builtIn(trainingCount: count, testCount: 0).training
        #expect(small.labels == Array(Self.digits.training.labels.prefix(count)))
        #expect(small.images == Self.digits.training.images[0..<count])
    }

    @Test("no test image is a training image")
    func noLeak() {
        let (training, test) = (Self.digits.training.images, Self.digits.test.images)
        let known = Set((0..<training.shape[0]).map { training[$0].scalars })
        #expect(known.count == training.shape[0])
        #expect((0..<test.shape[0]).allSatisfy { !known.contains(test[$0].scalars) })
    }

    @Test("all classes are equally frequent")
    func balanced() {
        for digit in 0...9 { #expect(Self.digits.training.labels.count { $0 == digit } == 200) }
    }

    @Test("sizes are 12,000 and 2,000 unless fewer are asked for")
    func sizes() {
        let all = MNIST.builtIn(trainingCount: 20_000)
        #expect(all.training.images.shape == [12_000, 28, 28])
        #expect(all.test.images.shape == [2000, 28, 28])
        #expect(all.isBuiltIn)
    }

    @Test("each digit fits into 20 × 20 pixels and has its centre of mass in the middle")
    func layout() {
        for index in 0..<500 {
            let image = Self.digits.training.images[index].scalars
            #expect(image.allSatisfy { $0 >= 0 && $0 <= 1 })
            var (mass, x, y) = (0.0, 0.0, 0.0)
            // The rim of the line, up to 0.85 pixel wide, may reach one pixel over the box on either side.
            var (columns, rows) = (Set<Int>(), Set<Int>())
            for row in 0..<28 {
                for column in 0..<28 where image[row * 28 + column] > 0 {
                    let ink = Double(image[row * 28 + column])
                    (mass, x, y) = (
                        mass + ink, x + ink * (Double(column) + 0.5), y + ink * (Double(row) + 0.5)
                    )
                    columns.insert(column)
                    rows.insert(row)
                }
            }
            #expect(mass > 20)
            #expect(columns.max()! - columns.min()! < 22 && rows.max()! - rows.min()! < 22)
            #expect(max(columns.count, rows.count) >= 19)
            // Moved by whole pixels: at most half a pixel is left over.
            #expect(abs(x / mass - 14) <= 0.51 && abs(y / mass - 14) <= 0.51)
        }
    }

    @Test("the mean image of each class recognises most test digits")
    func nearestMean() {
        let training = Self.digits.training
        let means = (0...9).map { digit in
            let rows = training.labels.indices.filter { training.labels[$0] == digit }
            return training.images.gathering(rows).mean(alongAxes: 0).scalars
        }
        let right = (0..<500).count { index in
            let image = Self.digits.test.images[index].scalars
            let distances = means.map { zip($0, image).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
            return distances.indices.min { distances[$0] < distances[$1] } == Self.digits.test.labels[index]
        }
        // Real MNIST: 82 %. Guessing: 10 %, which 500 digits exceed by more than 20 points on no seed.
        #expect(right > 350)
    }
}
