import CICU
import FoundationEssentials
import Testing

#if canImport(Glibc)
  import Glibc
#endif

private let file = "/usr/share/unicode/NormalizationTest.txt.bz2"

private func nfc(_ text: [UInt8]) throws -> [UInt8] {
  let result = unsafe text.withUnsafeBufferPointer { unsafe cicu_nfc($0.baseAddress, Int32($0.count)) }
  defer { unsafe cicu_result_free(result) }
  try #require(unsafe result.error == nil)
  return unsafe [UInt8](UnsafeBufferPointer(start: result.bytes, count: Int(unsafe result.length)))
}

/// Unicode's NormalizationTest.txt through the shim: c2 is the NFC of c1, c2 and c3; c4 of c4 and c5; and what part 1 does not
/// list is its own NFC. Debian's package unicode-data brings the file (15.0.0 in Debian 12, the version of ICU 72).
@Test func `Unicode's own test of NFC passes`() throws {
  guard FileManager.default.fileExists(atPath: file) else {
    print("no \(file) here (package unicode-data): Unicode's test of NFC was not run")
    return
  }
  let unpacked = FileManager.default.temporaryDirectory.path + "/chidao-\(UInt64.random(in: 0...UInt64.max)).txt"
  defer { try? FileManager.default.removeItem(atPath: unpacked) }
  try #require(unsafe system("bzip2 -dc \(file) >'\(unpacked)'") == 0)
  var (lines, part) = (0, "")
  var listed: Set<UInt32> = []
  for line in String(decoding: try bytes(unpacked), as: UTF8.self).split(separator: "\n") {
    if line.hasPrefix("@") { part = String(line.prefix(6)) }
    guard let first = line.first, first.isHexDigit else { continue }
    let columns = line.split(separator: ";", maxSplits: 5).prefix(5).map { column in
      column.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    }
    let utf8 = columns.map { scalars in scalars.flatMap { Array(UTF8.encode($0)!) } }
    if part == "@Part1", columns[0].count == 1 { listed.insert(columns[0][0].value) }
    for index in 0..<3 { #expect(try nfc(utf8[index]) == utf8[1], "\(line)") }
    for index in 3..<5 { #expect(try nfc(utf8[index]) == utf8[3], "\(line)") }
    lines += 1
  }
  #expect(lines > 18_000 && listed.count > 15_000)
  // All others at once, a line feed between them.
  var others: [UInt8] = []
  for value in UInt32(1)...0x10FFFF where !listed.contains(value) {
    if let scalar = Unicode.Scalar(value) { others += Array(UTF8.encode(scalar)!) + [0x0A] }
  }
  #expect(try nfc(others) == others)
}
