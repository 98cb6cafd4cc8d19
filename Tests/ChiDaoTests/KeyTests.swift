import Testing
import TextModel

@Test func `each number in Key is the key of its word`() throws {
  let lines = String(decoding: try bytes(root + "/Sources/TextModel/Key.swift"), as: UTF8.self).split(separator: "\n")
    .filter { $0.contains("public static var") }
  #expect(lines.count > 100)
  for line in lines {
    let word = try #require(line.split(separator: "// ").last)
    let key = "0x" + String(tokenize(Array(word.utf8))[0].key, radix: 16)
    #expect(line.contains(" { \(key) }"), "the key of \(word) is \(key)")
  }
}

@Test func `a set of words has its words and no others`() {
  let set = WordSet("các những TỈNH")
  #expect(["các", "Những", "tỉnh"].allSatisfy { set.contains(tokenize(Array($0.utf8))[0].key) })
  #expect(!set.contains(0) && !set.contains(Key.huyeenj) && !WordSet(keys: []).contains(Key.cacs))
  #expect(set.union(WordSet("huyện")).contains(Key.huyeenj))
}

@Test func `a map by hash holds what a dictionary holds`() {
  var (map, dictionary) = (KeyMap<Int>(), [UInt64: Int]())
  #expect(map.isEmpty && map[0] == nil)
  // Keys that come again, 0 among them, and many that share their low halves.
  for number in 0..<3000 as Range<UInt64> {
    let key = (number % 700) << 32
    if number % 3 == 0 { dictionary[key] = Int(number); map.set(key, Int(number)) } else { dictionary[key, default: 7] += 1; map[key, default: 7] += 1 }
  }
  for number in 0..<1400 as Range<UInt64> { #expect(map[number << 32] == dictionary[number << 32]) }
  #expect(map[1, default: 5] == 5 && map[1] == nil)
}
