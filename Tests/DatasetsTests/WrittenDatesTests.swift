import Datasets
import Foundation
import Tensors
import Testing

@Suite("Written dates")
struct WrittenDatesTests {
    @Test("each form says year, month and day of its date", arguments: 0..<WrittenDates.formCount)
    func forms(form: Int) {
        var generator = SeededGenerator(seed: 7)
        for pair in WrittenDates.draw(300, form: form, using: &generator) {
            let (year, month, day) = (
                pair.iso.prefix(4), Int(pair.iso.dropFirst(5).prefix(2))!, Int(pair.iso.suffix(2))!
            )
            #expect(pair.form == form && pair.text.contains(year) && pair.text.count <= WrittenDates.longestText)
            let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
            let numbers = pair.text.split { !$0.isNumber }.compactMap { Int($0) }
            if form == 5 || form == 6 {
                #expect(numbers == [day, month, Int(year)!])
            } else {
                #expect(pair.text.contains(names[month - 1]) && numbers.contains(day) && numbers.count == 2)
            }
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.dateFormat = "yyyy-MM-dd"
            #expect(formatter.date(from: pair.iso) != nil, "\(pair.iso) is no date")
        }
    }

    @Test("first, second, third, eleventh; all ten forms and both ends of the years come up")
    func variety() {
        var generator = SeededGenerator(seed: 8)
        let ordinals = Set(WrittenDates.draw(2000, form: 4, using: &generator).map { $0.text.prefix { $0 != " " } })
        #expect(
            ordinals.isSuperset(of: [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
            ]))
        let pairs = WrittenDates.draw(5000, using: &generator)
        #expect((0..<10).allSatisfy { form in abs(pairs.filter { $0.form == form }.count - 500) < 100 })
        let years = pairs.map { Int($0.iso.prefix(4))! }
        #expect(years.min()! < 1905 && years.max()! > 2094)
        #expect(pairs.contains { $0.iso.hasSuffix("02-29") })
        #expect(pairs.map(\.text.count).max()! <= WrittenDates.longestText)
    }
}
