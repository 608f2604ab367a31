// 13.4 denoisingError
// points: 1
// minutes: 5
// difficulty: easy
// essential: yes
// hint: One line. Which of the two sets of images goes into `reconstruct`?
// hint: And with which of the two is the result compared?
// hint: `square(… - …).mean()` is the mean over all entries.

import Foundation
import Grading
import Nabla

struct Denoising: Sendable {
    var clean: Tensor, noisy: Tensor, weights: Tensor

    /// The network that the adapter makes.
    func network(_ x: Tensor) -> Tensor { 0.8 * tanh(matmul(x, weights)) + 0.1 }
    func mean(_ came: Tensor, _ target: Tensor) -> Scalar { square(came - target).mean() }
    var right: Scalar { mean(network(noisy), clean) }
}

let denoisingError = Check<Denoising, Scalar>(result: "error") { c in
    c.inputs { generator in [drawn(3, 4, &generator), drawn(2, 5, &generator)] }
    c.shows { [Part("clean", $0.clean), Part("noisy", $0.noisy), Part("reconstruct(noisy)", $0.network($0.noisy))] }
    c.right { $0.right }
    c.wrong(.pairing, "The target is the noisy images. What should come out?") {
        $0.mean($0.network($0.noisy), $0.noisy)
    }
    c.wrong(.trainOrTest, "The clean images went in. What goes in on the day it is used?") {
        $0.mean($0.network($0.clean), $0.clean)
    }
    c.wrong(.pairing, "Two outputs of the network were compared. Which of them is the truth?") {
        $0.mean($0.network($0.noisy), $0.network($0.clean))
    }
    c.wrong(.average, "Summed over the pixels, averaged over the images. The mean over both was asked.") {
        $0.right * Scalar($0.clean.shape[1])
    }
    c.wrong(.average, "Averaged over the pixels, summed over the images. Should a larger set have a larger error?") {
        $0.right * Scalar($0.clean.shape[0])
    }
    c.wrong(.average, "This is the sum. Should a larger set have a larger error?") { $0.right * Scalar($0.clean.size) }
    c.wrong("The noisy images were compared with the clean ones. Where does the network appear?") {
        $0.mean($0.noisy, $0.clean)
    }
    c.wrong(
        .pairing, "The clean images went in and the noisy ones are the target: this network would learn to add noise."
    ) {
        $0.mean($0.network($0.clean), $0.noisy)
    }
    c.wrong("The differences are not squared: this is the mean of their sizes.") {
        abs($0.network($0.noisy) - $0.clean).mean()
    }
    c.wrong("This is the root of the mean squared difference. The mean itself was asked.") {
        $0.right.squareRoot()
    }
    c.wrong(.convention, "Half of the mean was taken. Some texts do; this one does not.") { $0.right / 2 }
    c.wrong("The differences were averaged before they were squared, so errors of both signs cancel.") { input in
        let mean = (input.network(input.noisy) - input.clean).mean()
        return mean * mean
    }
}

/// Noise in every image.
private func drawn(_ images: Int, _ pixels: Int, _ generator: inout SeededGenerator) -> Denoising {
    let clean = Tensor(randomUniform: [images, pixels], in: 0..<1, using: &generator)
    return Denoising(
        clean: clean,
        noisy: clean + generator.nonZeroHalves([images, pixels], limit: 1) / 2,
        weights: generator.nonZeroHalves([pixels, pixels], limit: 2) / 2)
}
