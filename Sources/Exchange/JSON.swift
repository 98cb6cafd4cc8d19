import FoundationEssentials

/// One line of JSON, the same bytes for the same value.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Cuts a JSON array that comes in pieces into its elements, so that a file of any size is read an element at a time.
public struct JSONElements {
  private var element: [UInt8] = []
  private var depth = 0
  private var isString = false
  private var isEscaped = false
  private var isClosed = false
  private var offset = 0
  private let limit: Int

  /// `limit` is the most bytes that an element may have.
  public init(limit: Int = 1 << 30) { self.limit = limit }

  /// The elements that `piece` completes. Throws with the byte where the file stops being an array of objects.
  public mutating func feed(_ piece: [UInt8]) throws(ExchangeError) -> [[UInt8]] {
    var complete: [[UInt8]] = []
    for byte in piece {
      defer { offset += 1 }
      if depth >= 2 {
        guard element.count < limit else { throw ExchangeError(description: "byte \(offset): an element of more than \(limit) bytes") }
        element.append(byte)
      }
      if isString {
        if isEscaped { isEscaped = false } else if byte == 0x5C { isEscaped = true } else if byte == 0x22 { isString = false }
        continue
      }
      switch (byte, depth) {
      case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): break
      case (0x5B, 0) where !isClosed: depth = 1
      case (0x5D, 1):
        depth = 0
        isClosed = true
      case (0x7B, 1):
        depth = 2
        element = [byte]
      case (0x2C, 1): break
      case (_, 0), (_, 1): throw ExchangeError(description: "byte \(offset): not a JSON array of objects")
      case (0x22, _): isString = true
      case (0x7B, _), (0x5B, _): depth += 1
      case (0x7D, _), (0x5D, _):
        depth -= 1
        if depth == 1 { complete.append(element) }
      default: break
      }
    }
    return complete
  }

  public func finish() throws(ExchangeError) {
    if !isClosed { throw ExchangeError(description: "byte \(offset): the file ends inside the JSON array") }
  }
}
