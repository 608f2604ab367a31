import Tensors

extension Variable {
    /// Puts another gradient in place of the one that `backward()` left: how gradients are clipped before a step.
    public func updateGradient(_ change: (Tensor) -> Tensor) {
        guard let old = gradient else { return }
        let new = change(old)
        require(
            new.shape == value.shape,
            "updateGradient: expected a gradient of shape \(value.shape), but got \(new.shape); keep the shape"
        )
        gradient = new
    }
}
