import Text

/// What a page says about the run it shows, and where it leads.
public struct PageInfo: Equatable, Sendable {
    public var seed: UInt64
    public var quick: Bool
    /// Where the data came from, in words: “MNIST from Data/mnist”. Empty if the lesson used none.
    public var data: String
    public var seconds: Double
    public var peakMemoryMB: Double
    /// The day of the run, in words. Empty if it is not known.
    public var date = ""
    /// What of the run was made by its reader: “6 of 8 functions are your own”. Empty if nothing was.
    public var stamp = ""
    public var previous: PageLink?
    public var next: PageLink?
    /// Where the list of all lessons is.
    public var home: PageLink?

    public init(
        seed: UInt64, quick: Bool = false, data: String = "", seconds: Double = 0, peakMemoryMB: Double = 0,
        previous: PageLink? = nil, next: PageLink? = nil, home: PageLink? = nil
    ) {
        (self.seed, self.quick, self.data) = (seed, quick, data)
        (self.seconds, self.peakMemoryMB) = (seconds, peakMemoryMB)
        (self.previous, self.next, self.home) = (previous, next, home)
    }

    /// The facts of the run, in the order in which the page gives them.
    var facts: [String] {
        var facts = (stamp.isEmpty ? [] : [stamp]) + [said("seed %1", seed)]
        if quick { facts.append(said("quick run")) }
        if !date.isEmpty { facts.append(date) }
        if !data.isEmpty { facts.append(data.said) }
        if seconds > 0 { facts.append("\(seconds.rounded(toPlaces: 1)) s") }
        if peakMemoryMB > 0 { facts.append(said("at most %1 MB of memory", Int(peakMemoryMB.rounded()))) }
        return facts
    }
}

/// A page and its title.
public struct PageLink: Equatable, Sendable {
    public let title: String
    public let address: String

    public init(title: String, address: String) {
        (self.title, self.address) = (title, address)
    }
}

extension Double {
    fileprivate func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
