/// The seed of this run, from `--seed`. Every generator of a lesson starts from it.
public var seed: UInt64 { Session.current.options.seed }

/// Whether this run was asked to do less work, with `--quick`.
public var quick: Bool { Session.current.options.quick }
