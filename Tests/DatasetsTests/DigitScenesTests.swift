import Datasets
import Nabla
import Testing

@Suite("scenes of digits")
struct DigitScenesTests {
    static let digits = MNIST.builtIn(trainingCount: 200, testCount: 10).training
    static let scenes = DigitScenes(of: digits, count: 300, seed: 1)

    @Test("the same digits and seed give the same scenes; a smaller set begins a larger one")
    func seeds() {
        let few = DigitScenes(of: Self.digits, count: 20, seed: 1)
        #expect(few.images == Self.scenes.images[0..<20])
        #expect(few.boxes == Array(Self.scenes.boxes[0..<20]) && few.labels == Array(Self.scenes.labels[0..<20]))
        #expect(DigitScenes(of: Self.digits, count: 20, seed: 2).images != few.images)
        let part = Self.scenes.part(5..<9)
        #expect(part.count == 4 && part.images == Self.scenes.images[5..<9])
        #expect(part.boxes == Array(Self.scenes.boxes[5..<9]) && part.labels == Array(Self.scenes.labels[5..<9]))
    }

    @Test("one to four digits to a scene, each with a label; sizes as promised, all inside")
    func sizes() {
        #expect(Self.scenes.images.shape == [300, 56, 56] && Self.scenes.count == 300)
        for (boxes, labels) in zip(Self.scenes.boxes, Self.scenes.labels) {
            #expect((1...4).contains(boxes.count) && labels.count == boxes.count)
            for box in boxes {
                #expect((12...24).contains(max(box.width, box.height)) && min(box.width, box.height) >= 2)
                #expect(box.left >= 0 && box.top >= 0 && box.right <= 56 && box.bottom <= 56)
            }
        }
        let mean = Scalar(Self.scenes.boxes.map(\.count).reduce(0, +)) / 300
        #expect((2.2...2.7).contains(mean))
        #expect(Set(Self.scenes.labels.joined()) == Set(0...9))
    }

    @Test("boxes do not touch, and each cell of eight pixels holds one center at most")
    func apart() {
        for boxes in Self.scenes.boxes {
            for (number, one) in boxes.enumerated() {
                for other in boxes[..<number] {
                    let (across, down) = (
                        max(one.left, other.left) - min(one.right, other.right),
                        max(one.top, other.top) - min(one.bottom, other.bottom)
                    )
                    #expect(across > 0 || down > 0)
                    let cells = [one, other].map { [Int($0.centerY) / 8, Int($0.centerX) / 8] }
                    #expect(cells[0] != cells[1])
                }
            }
        }
    }

    @Test("ink reaches all four edges of a box, and there is none outside")
    func ink() {
        for scene in 0..<100 {
            var outside = Self.scenes.images[scene]
            for box in Self.scenes.boxes[scene] {
                let (rows, columns) = (Int(box.top)..<Int(box.bottom), Int(box.left)..<Int(box.right))
                let inside = Self.scenes.images[scene][rows, columns]
                let (down, across) = (inside.max(alongAxes: 1).scalars, inside.max(alongAxes: 0).scalars)
                #expect(min(down.first!, down.last!, across.first!, across.last!) > 0.02)
                outside[rows, columns] = Tensor(zeros: inside.shape)
            }
            #expect(outside.max() == 0)
        }
    }

    @Test("shrinking keeps the mean, an empty image is passed over")
    func averaging() {
        var pictures = Tensor(zeros: [2, 28, 28])
        pictures[0, 2..<26, 5..<17] = Tensor(ones: [24, 12])  // 24 high, 12 wide
        let scenes = DigitScenes(of: ImageSet(images: pictures, labels: [7, 3]), count: 50, seed: 3)
        #expect(Set(scenes.labels.joined()) == [7])
        for (boxes, scene) in zip(scenes.boxes, 0..<50) {
            #expect(boxes.allSatisfy { abs($0.width - $0.height / 2) <= 0.5 })
            let area = boxes.map { $0.width * $0.height }.reduce(0, +)
            #expect(abs(scenes.images[scene].sum() - area) < 1e-3 * max(1, area))
        }
    }

    @Test("a box by its center is the box by its edges")
    func boxes() {
        let box = BoundingBox(centerX: 37, centerY: 22, width: 20, height: 14)
        #expect(box == BoundingBox(left: 27, top: 15, right: 47, bottom: 29))
        #expect((box.width, box.height, box.centerX, box.centerY) == (20, 14, 37, 22))
    }
}
