import ChiDao
import Testing

@Test func `an empty file is a record with an empty text`() throws {
  let record = try Pipeline().record([], id: "empty", path: "empty")
  #expect(String(decoding: record, as: UTF8.self).contains("\"text\":\"\""))
}
