/// What `start` and `end` count: code points as Python does, bytes, or the 16-bit units of JavaScript and Java.
public enum OffsetUnit: String, Codable, Sendable, CaseIterable {
  case codePoint = "code_point", utf8, utf16
}

/// Translates between code points of one text and another unit.
public struct OffsetTable: Sendable {
  /// The other unit's offset of each code point, and of the end.
  private var offsets: [Int] = []
  /// Grapheme clusters only: where an end at this code point lies, past the cluster that it cuts.
  private var ends: [Int]?
  public var codePoints: Int { offsets.count - 1 }
  /// How long the text is in the other unit.
  public var count: Int { offsets[offsets.count - 1] }

  public init(_ text: String, _ unit: OffsetUnit) {
    offsets.reserveCapacity(text.utf8.count + 1)
    var offset = 0
    for scalar in text.unicodeScalars {
      offsets.append(offset)
      offset += unit == .codePoint ? 1 : unit == .utf8 ? UTF8.width(scalar) : UTF16.width(scalar)
    }
    offsets.append(offset)
  }

  /// Extended grapheme clusters, as Swift's `Character` counts them.
  public init(graphemesOf text: String) {
    var ends: [Int] = []
    var offset = 0
    for character in text {
      for index in character.unicodeScalars.indices {
        offsets.append(offset)
        ends.append(index == character.unicodeScalars.startIndex ? offset : offset + 1)
      }
      offset += 1
    }
    offsets.append(offset)
    self.ends = ends + [offset]
  }

  /// A span that starts inside a grapheme cluster starts with the cluster.
  public func start(_ codePoint: Int) -> Int { offsets[codePoint] }
  /// A span that ends inside a grapheme cluster ends after the cluster.
  public func end(_ codePoint: Int) -> Int { (ends ?? offsets)[codePoint] }

  /// The code point at `offset`, or nil when the offset lies outside the text or inside a code point.
  public func codePoint(_ offset: Int) -> Int? {
    let place = offsets.firstIndex(behind: { $0 >= offset })
    return place < offsets.count && offsets[place] == offset ? place : nil
  }
}
