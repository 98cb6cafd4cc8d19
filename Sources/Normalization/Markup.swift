internal import CHTML
internal import TextModel

/// Tags that end a line, and those that do not; others are no tags ("<Nguyễn>").
private let lineTags: Set<String> = [
  "br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "section", "article", "tbody", "thead", "figure",
  "figcaption",
]
private let inlineTags: Set<String> = [
  "a", "abbr", "b", "big", "center", "cite", "code", "del", "em", "font", "i", "img", "ins", "label", "mark", "q", "s", "small", "span", "strike", "strong",
  "sub",
  "sup", "td", "th", "tt", "u", "o:p", "st1:place", "iframe",
]

/// The most bytes from a reference's "&" to its ";".
private let longestReference = 12

/// The "&" at `index` has a ";" near enough.
func mayBeReference(_ utf8: [UInt8], _ index: Int) -> Bool { utf8[index..<min(index + longestReference, utf8.count)].contains(0x3B) }

extension NormalizedText {
  /// Works from the closing sign back over what is already written, so that what a removal brings together ("&amp;nbsp;",
  /// "<<b>b>") is seen too, in one pass.
  mutating func removeMarkup() -> Bool {
    guard utf8.contains(0x3C) || utf8.contains(0x26) && utf8.indices.contains(where: { utf8[$0] == 0x26 && mayBeReference(utf8, $0) }) else { return false }
    let longest = 400
    let source = utf8
    var output: [UInt8] = []
    var edits: [OffsetMap.Edit] = []
    var starts: [(sign: UInt8, at: Int)] = []
    var (references, tags) = (0, 0)
    output.reserveCapacity(source.count)
    /// Replaces all of the output from `start` on; `end` is the source byte after the stretch.
    func replace(from start: Int, end: Int, with bytes: [UInt8]) {
      // Edits inside the stretch go into this one; a removal right before it does not.
      var first: OffsetMap.Edit?
      while let last = edits.last, last.target > start || (last.target == start && last.targetLength > 0) { first = edits.removeLast() }
      var sourceStart = edits.last.map { $0.source + $0.sourceLength + start - $0.target - $0.targetLength } ?? start
      if let first, first.target == start { sourceStart = first.source }
      output.removeSubrange(start...)
      edits.append(OffsetMap.Edit(source: sourceStart, sourceLength: end - sourceStart, target: start, targetLength: bytes.count))
      output += bytes
    }
    /// The output ends with ">": takes the tag away that this ends.
    func closeTag(end: Int) {
      // An ampersand inside the tag (in an address) opened nothing.
      while starts.last?.sign == 0x26 { starts.removeLast() }
      guard let start = starts.popLast(), output.count - start.at <= longest, let name = tagName(output[(start.at + 1)..<(output.count - 1)]) else { return }
      tags += 1
      replace(from: start.at, end: end, with: lineTags.contains(name) ? [0x0A] : [])
      if lineTags.contains(name) { starts.removeAll(keepingCapacity: true) }
    }
    var index = -1
    while index + 1 < source.count {
      index += 1
      let run = source[index...].prefix { $0 != 0x0A && $0 != 0x26 && $0 != 0x3B && $0 != 0x3C && $0 != 0x3E }
      output += run
      index = run.endIndex
      guard index < source.count else { break }
      let byte = source[index]
      switch byte {
      case 0x0A:
        starts.removeAll(keepingCapacity: true)
        output.append(byte)
      case 0x26, 0x3C:
        starts.append((byte, output.count))
        output.append(byte)
      case 0x3B:
        output.append(byte)
        guard let start = starts.last, start.sign == 0x26, output.count - start.at <= longestReference,
          let scalar = character(output[(start.at + 1)..<(output.count - 1)])
        else { continue }
        starts.removeLast()
        references += 1
        var bytes = Normalization.utf8(scalar)
        if scalar.value >= 0xFF01 && scalar.value <= 0xFF5E { bytes = [UInt8(scalar.value - 0xFEE0)] }
        if let (_, text) = replacement(scalar.value, isFirst: false, isLineStart: false) { bytes = text.withUTF8Buffer { unsafe [UInt8]($0) } }
        replace(from: start.at, end: index + 1, with: bytes)
        if bytes == [0x26] || bytes == [0x3C] { starts.append((bytes[0], start.at)) } else if bytes == [0x3E] { closeTag(end: index + 1) }
      case 0x3E:
        output.append(byte)
        closeTag(end: index + 1)
      default: break
      }
    }
    guard !edits.isEmpty else { return false }
    utf8 = output
    map.append(edits)
    count(.characterReferences, references)
    count(.tags, tags)
    return true
  }

  /// The character of a reference without its signs: "nbsp", "#7879", "#x1EC7".
  private func character(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    if name.first == 0x23 {
      let digits = String(decoding: name.dropFirst(), as: UTF8.self)
      let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }
    guard !name.isEmpty, name.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }) else { return nil }
    let value = unsafe (Array(name) + [0]).withUnsafeBufferPointer { unsafe chtml_entity($0.baseAddress) }
    return value == 0 ? nil : Unicode.Scalar(value)
  }

  /// The name of a known tag, given what stands between "<" and ">".
  private func tagName(_ inside: ArraySlice<UInt8>) -> String? {
    let body = inside.first == 0x2F ? inside.dropFirst() : inside
    let name = body.prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x3A) }
    guard !name.isEmpty, name.count <= 10 else { return nil }
    let rest = body[name.endIndex...]
    guard rest.isEmpty || rest.first == 0x20 || rest.first == 0x2F || rest.first == 0x09 else { return nil }
    let lower = String(decoding: name.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    return lineTags.contains(lower) || inlineTags.contains(lower) ? lower : nil
  }
}
