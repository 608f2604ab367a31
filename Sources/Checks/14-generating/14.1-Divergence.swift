// 14.1 divergence
// points: 1
// minutes: 10
// difficulty: easy
// hint: Write the four terms of one code, with σ² = exp(ln σ²). Which of them is the number that was given?
// hint: Try the standard cloud, μ = 0 and ln σ² = 0: the answer has to be 0.
// hint: Half of the sum of all terms, over codes and images, divided by the number of images.

import Grading
import Nabla

let divergence = Check<Clouds, Scalar> { c in
    c.inputs { generator in
        [
            Clouds(images: 4, codes: 3, using: &generator), Clouds(images: 2, codes: 5, using: &generator),
            Clouds(images: 5, codes: 2, using: &generator),
        ]
    }
    c.right { $0.divergence }
    c.wrong("ln σ² was read as ln σ. Which of σ, σ², ln σ, ln σ² does the network give?") { x in
        0.5 * (square(x.mean) + exp(2 * x.logVariance) - 2 * x.logVariance - 1).sum() / x.images
    }
    c.wrong(.sign, "The logarithm is added. Try μ = 0 and a narrow cloud: a divergence is never negative.") { x in
        0.5 * (square(x.mean) + x.variance + x.logVariance - 1).sum() / x.images
    }
    c.wrong("ln σ² stands where σ² belongs. The variance is needed once, its logarithm once.") { x in
        0.5 * (square(x.mean) - 1).sum() / x.images
    }
    c.wrong(.average, "This is the mean over the codes. Each code costs: sum over them.") { $0.divergence / $0.codes }
    c.wrong("The half is missing, or it is there twice.", { 2 * $0.divergence }, { 0.5 * $0.divergence })
    c.wrong("The −1 is missing. What should the standard cloud itself cost?") { $0.divergence + 0.5 * $0.codes }
    c.wrong(.average, "This is the sum over the images. Should a larger batch cost more?") { $0.divergence * $0.images }
    c.wrong(.sign, "The sign of the whole is turned. As a term of a loss it has to be a cost, 0 or more.") {
        -$0.divergence
    }
    c.wrong("The mean is not squared. How does the cost grow far from the center?") { x in
        0.5 * (abs(x.mean) + x.variance - x.logVariance - 1).sum() / x.images
    }
    c.wrong("The mean is not squared, and keeps its sign. A cloud to the left is as far as one to the right.") { x in
        0.5 * (x.mean + x.variance - x.logVariance - 1).sum() / x.images
    }
    c.wrong("The variance is squared. It is σ² already.") { x in
        0.5 * (square(x.mean) + square(x.variance) - x.logVariance - 1).sum() / x.images
    }
    c.wrong("σ stands where σ² belongs.") { x in
        0.5 * (square(x.mean) + exp(0.5 * x.logVariance) - x.logVariance - 1).sum() / x.images
    }
    c.wrong("The term with μ is missing: clouds may lie anywhere.") { x in
        0.5 * (x.variance - x.logVariance - 1).sum() / x.images
    }
    c.accepts("−½·Σ(1 + ln σ² − μ² − σ²)") { x in
        -0.5 * (1 + x.logVariance - square(x.mean) - x.variance).sum(alongAxes: 1).mean()
    }
}
