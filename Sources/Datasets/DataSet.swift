import Tensors

/// A published data set: its files, what they must contain, and where they can be had.
public struct DataSet: Sendable {
    public struct File: Sendable {
        public let name: String
        /// Length in bytes.
        public let size: Int
        /// Checksum of the file as it is published (compressed, when it is), in hexadecimal.
        public let sha256: String

        public init(name: String, size: Int, sha256: String) {
            self.name = name
            self.size = size
            self.sha256 = sha256
        }
    }

    /// Also the name of the folder that holds the files.
    public let name: String
    public let files: [File]
    /// Addresses to which a file's name is added; tried in order.
    public var mirrors: [String]

    public init(name: String, files: [File], mirrors: [String]) {
        self.name = name
        self.files = files
        self.mirrors = mirrors
    }

    /// Handwritten digits, 60,000 + 10,000. Y. LeCun, C. Cortes, C. Burges, "The MNIST database".
    public static let mnist = DataSet(
        name: "mnist",
        files: [
            File(
                name: "train-images-idx3-ubyte.gz", size: 9_912_422,
                sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            File(
                name: "train-labels-idx1-ubyte.gz", size: 28_881,
                sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            File(
                name: "t10k-images-idx3-ubyte.gz", size: 1_648_877,
                sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            File(
                name: "t10k-labels-idx1-ubyte.gz", size: 4_542,
                sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        ],
        mirrors: [
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
        ])

    /// 1,115,394 characters of Shakespeare's plays, collected by A. Karpathy for char-rnn (2015).
    public static let tinyShakespeare = DataSet(
        name: "tinyshakespeare",
        files: [
            File(
                name: "input.txt", size: 1_115_394,
                sha256: "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed")
        ],
        mirrors: ["https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/"])

    /// Every set the course can look up, in the order of the lessons that need them.
    public static let all: [DataSet] = [.mnist, .tinyShakespeare]

    /// The file of that name. Requires: the set has one.
    public func file(named name: String) -> File {
        let file = files.first { $0.name == name }
        require(file != nil, "DataSet: expected one of \(files.map(\.name)), but got \(name)")
        return file!
    }
}
