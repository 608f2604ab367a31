/// `map` on all cores at once, for pieces of work that know nothing of each other: trainings from several seeds, say.
///
///     let accuracies = inParallel(0..<10) { seed in train(seed: seed).accuracy }
///
/// A piece stays on one core from beginning to end: its own loops and products are not spread over the cores once more.
/// The loops of small networks are too short for that anyway; their trainings take turns on one core, and here all work.
/// Results come in the order of the elements, and are those of `map` to the bit.
///
/// Pieces run at the same time, so none may change what another sees; the compiler refuses such a closure. A generator
/// of random numbers is made inside, from a seed.
///
/// Throws: the error of the first element, in their order, whose piece has thrown. All pieces are run all the same.
public func inParallel<Element: Sendable, Value, Failure: Error>(
    _ elements: some Collection<Element>, _ body: @Sendable (Element) throws(Failure) -> sending Value
) throws(Failure) -> [Value] {
    let elements = Array(elements)
    var results: [Result<Value, Failure>?] = Array(repeating: nil, count: elements.count)
    results.withUnsafeMutableBufferPointer { results in
        // Each piece writes to a place of its own. They are handed out from the last to the first.
        ThreadPool.shared.run(elements.count) { number in
            let place = elements.count - 1 - number
            do throws(Failure) {
                results[place] = .success(try body(elements[place]))
            } catch {
                results[place] = .failure(error)
            }
        }
    }
    var values: [Value] = []
    for result in results { values.append(try result!.get()) }
    return values
}
