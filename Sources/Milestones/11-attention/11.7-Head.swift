// By hand: the engine's heads are trained. A kit for students has the stub here.

import Nabla

func head(letters: Int, length: Int, task: Int) throws -> (wq: Tensor, wk: Tensor, wv: Tensor) {
    let blank = Tensor(zeros: [letters, length])
    let wanted = Tensor(
        oneHot: (0..<length).map { task == 1 ? length - 1 - $0 : max(0, $0 - 1) }, classes: length)
    return (
        Tensor(concatenating: [blank, 50 * wanted]), Tensor(concatenating: [blank, Tensor(identity: length)]),
        Tensor(concatenating: [Tensor(identity: letters), Tensor(zeros: [length, letters])])
    )
}
