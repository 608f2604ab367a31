import Foundation
import Grading

// A program whose answers do what an answer must not do. The tests run it to see each of them contained.

await CheckProgram(
    checks: Behaviour.allCases.map { behaviour in
        let exercise = Exercise(id: "0.\(behaviour)", name: "\(behaviour)", points: 1, hints: [])
        return BoundCheck(exercise: exercise) { seed, observe in
            observe("the input")
            do {
                try behaviour.act(seed)
                return Finding(state: .passed)
            } catch {
                return Finding(state: .crashed, message: "\(error)")
            }
        }
    }
).main(Array(CommandLine.arguments.dropFirst()))
