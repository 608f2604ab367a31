import Foundation
import Testing

@testable import Plotting

/// Four times as much takes about four times as long, where comparing all with all would take sixteen times.
@Suite(.serialized) struct CostTests {
    private func seconds(_ figure: Figure) -> Double {
        (0..<2).map { _ in
            let clock = ContinuousClock()
            let time = clock.measure { _ = figure.render(width: 320, height: 180) }
            return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        }.min()!
    }

    @Test(arguments: [
        ("bars", 150), ("horizontal bars", 150), ("groups", 100), ("labelled points", 80), ("lines", 60),
        ("labelled lines", 30), ("key", 100), ("cells", 300), ("bins", 500), ("long line", 2000),
    ])
    func costGrowsAsTheInputDoes(what: String, count: Int) {
        func figure(_ n: Int) -> Figure {
            var dice = Dice(seed: n)
            let numbers = (0..<n).map { _ in dice.next(in: -1...1) }
            let names = (0..<n).map { "name \($0)" }
            return switch what {
            case "bars": Figure { Bars(names, numbers) }
            case "horizontal bars": Figure { Bars(names, numbers, direction: .horizontal) }
            case "groups": Figure { Bars(names, groups: [.init("a", numbers), .init("b", numbers)]) }
            case "labelled points": Figure { Points(numbers, numbers.reversed(), labels: names) }
            case "lines":
                Figure { for index in 0..<n { Line([0, 1], [numbers[index], numbers[n - 1 - index]]) } }
            case "labelled lines":
                Figure { for index in 0..<n { Line([0, 1], [numbers[index], 0], label: names[index]) } }
            case "key": Figure { for index in 0..<n { Points([0], [numbers[index]], label: names[index]) } }
            case "cells": Figure { HeatMap([numbers, numbers], showsValues: true, isSquare: false) }
            case "bins": Figure { Histogram(numbers, bins: n) }
            default:
                Figure {
                    Line(numbers, label: "line");
                    Points(numbers.prefix(50), numbers.prefix(50), labels: Array(names.prefix(50)))
                }
            }
        }
        let (small, large) = (seconds(figure(count)), seconds(figure(4 * count)))
        #expect(large < 9 * small + 0.1, "\(small) s, then \(large) s")
    }
}
