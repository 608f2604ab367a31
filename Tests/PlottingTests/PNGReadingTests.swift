import Plotting
import Testing

@Suite struct PNGReadingTests {
    /// libpng reads the file in two steps. Between them the memory of earlier files has been used again.
    @Test func `many pictures are read back pixel by pixel, whatever happens to the memory of their files`()
        throws
    {
        for round in 0..<40 {
            let side = 160 + 16 * round
            let picture = Picture(
                width: side, height: side, channels: 1,
                pixels: (0..<side * side).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ round) })
            let read = try Picture(png: picture.png())
            let grey = stride(from: 0, to: read.pixels.count, by: 4).map { read.pixels[$0] }
            #expect(grey == picture.pixels)
        }
    }
}
