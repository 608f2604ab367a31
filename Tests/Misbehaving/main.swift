import Foundation
import Grading

// Answers that do what an answer must not do. The tests check them to see each contained.

CheckProgram(
    checks: Behaviour.allCases.map { behaviour in
        let exercise = Exercise(id: "0.\(behaviour)", name: "\(behaviour)", points: 1, hints: [])
        return BoundCheck(exercise: exercise) { seed, observe in
            observe(Trial(input: "the input", expected: "the result"))
            do {
                try behaviour.act(seed)
                return Finding(state: .passed)
            } catch {
                return Finding(state: .crashed, message: "\(error)")
            }
        }
    }
).main()
