import CommandSupport

// The commands whose words a learner reads.

extension Run: Speaking { var language: String? { options.spoken.language } }
extension All: Speaking { var language: String? { options.spoken.language } }
extension Slides: Speaking { var language: String? { options.spoken.language } }
extension Figures: Speaking { var language: String? { options.spoken.language } }
extension Watch: Speaking { var language: String? { options.spoken.language } }
extension Export: Speaking { var language: String? { spoken.language } }
extension CheckCommand: Speaking {
    var language: String? { spoken.language }
    var showsPages: Bool { false }
}
extension Hint: Speaking {
    var language: String? { spoken.language }
    var showsPages: Bool { false }
}
