/// Whether the calendar has the day, in that year if it is told: 29/2 is a day of 2024 and none of 2023, 30/2 is none of any.
public func isCalendarDay(_ day: Int, _ month: Int, of year: Int? = nil) -> Bool {
  guard (1...12).contains(month), year.map({ $0 > 0 }) ?? true else { return false }
  let isLeap = year.map { $0.isMultiple(of: 4) && (!$0.isMultiple(of: 100) || $0.isMultiple(of: 400)) } ?? true
  return (1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
}
