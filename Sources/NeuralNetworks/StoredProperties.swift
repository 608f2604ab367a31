import Autodiff
import Tensors

/// The layers and parameters among the stored properties of a layer that does not list them, in the order in which they
/// are declared, those of a superclass first.
///
/// Optionals, enums, tuples, structs, arrays and dictionaries are looked into: `blocks[2]` is named "blocks.2". Closures and
/// classes that are not layers are not.
struct StoredProperties {
    private(set) var layers: [(name: String, layer: any Layer)] = []
    private(set) var parameters: [Parameter] = []

    init(of layer: any Layer) {
        var mirrors: [Mirror] = []
        var next: Mirror? = Mirror(reflecting: layer)
        while let mirror = next {
            mirrors.append(mirror)
            next = mirror.superclassMirror
        }
        for mirror in mirrors.reversed() {
            for (place, child) in mirror.children.enumerated() {
                let name = child.label ?? "\(place)"
                let lazy = "$__lazy_storage_$_"
                look(at: child.value, name: name.hasPrefix(lazy) ? String(name.dropFirst(lazy.count)) : name)
            }
        }
    }

    private mutating func look(at value: Any, name: String) {
        if let layer = value as? any Layer {
            layers.append((name, layer))
        } else if let parameter = value as? Parameter {
            parameters.append(parameter)
        } else if !(value is Tensor) {
            let mirror = Mirror(reflecting: value)
            switch mirror.displayStyle {
            case .optional:
                if let wrapped = mirror.children.first { look(at: wrapped.value, name: name) }
            case .enum, .tuple, .struct:
                for (place, child) in mirror.children.enumerated() {
                    let label = child.label.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
                    look(at: child.value, name: "\(name).\(label ?? "\(place)")")
                }
            case .collection:
                // Numbers and strings have no style: an array of a million of them is not looked through.
                guard let first = mirror.children.first, Mirror(reflecting: first.value).displayStyle != nil
                else { return }
                for (place, child) in mirror.children.enumerated() {
                    look(at: child.value, name: "\(name).\(place)")
                }
            case .dictionary:
                // In the order of the keys: a dictionary's own order changes from run to run.
                let pairs = mirror.children.compactMap { pair -> (key: String, value: Any)? in
                    let parts = Array(Mirror(reflecting: pair.value).children)
                    return parts.count == 2 ? ("\(parts[0].value)", parts[1].value) : nil
                }
                for pair in pairs.sorted(by: { $0.key < $1.key }) {
                    look(at: pair.value, name: "\(name).\(pair.key)")
                }
            default: break
            }
        }
    }
}
