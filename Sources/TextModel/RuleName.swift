/// What made a span, as `rule` in records has it: a recognizer ("persons:byline") or a row of a table ("bodies:Bộ Công an").
///
/// An article has hundreds of them: they point at where the name stands in the program, and become text in the record.
@safe public struct RuleName: Sendable, CustomStringConvertible {
  private let name: StaticString
  nonisolated(unsafe) private let row: UnsafeBufferPointer<UInt8>

  public init(_ name: StaticString) {
    self.name = name
    unsafe row = UnsafeBufferPointer(start: nil, count: 0)
  }

  /// The row's text must stay where it is for as long as the program runs.
  @unsafe public init(table: StaticString, row: UnsafeBufferPointer<UInt8>) {
    name = table
    unsafe self.row = unsafe row
  }

  /// The name's text in the pieces that it is made of.
  @inline(__always) public func forEachPiece(_ body: (Span<UInt8>) -> Void) {
    name.withUTF8Buffer { unsafe body($0.span) }
    guard unsafe row.baseAddress != nil else { return }
    (":" as StaticString).withUTF8Buffer { unsafe body($0.span) }
    unsafe body(row.span)
  }

  public var description: String {
    var bytes: [UInt8] = []
    forEachPiece { piece in for index in piece.indices { bytes.append(piece[index]) } }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A hash of the text, for names that are asked by it.
  public var key: UInt64 { unsafe byteHash(row, after: name.withUTF8Buffer { unsafe byteHash($0) }) }
}
