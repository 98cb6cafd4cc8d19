/// Leads from offsets of the normalized text to bytes of the source, through the edits of each step.
///
/// Offsets between edits keep their distance; an offset inside an edit leads to the edit's source edge:
/// to its start for a span's start, to its end for a span's end. Look-up is a binary search per step.
public struct OffsetMap: Sendable {
  /// Source bytes `source..<source+sourceLength` became `target..<target+targetLength`.
  public struct Edit: Sendable {
    // Half the size in 32 bits: a decoded file has an edit for every letter outside ASCII. No document reaches 2 GB.
    private var fields: (Int32, Int32, Int32, Int32)
    public var source: Int { Int(fields.0) }
    public var sourceLength: Int { Int(fields.1) }
    public var target: Int { Int(fields.2) }
    public var targetLength: Int { Int(fields.3) }
    public init(source: Int, sourceLength: Int, target: Int, targetLength: Int) {
      fields = (Int32(source), Int32(sourceLength), Int32(target), Int32(targetLength))
    }
  }

  /// One list a step, first step first; each sorted and without overlap.
  private var steps: [[Edit]] = []

  public init() {}

  public mutating func append(_ edits: [Edit]) {
    if !edits.isEmpty { steps.append(edits) }
  }

  /// The source byte at which a span that starts at `offset` starts.
  public func sourceStart(_ offset: Int) -> Int { look(offset, isEnd: false) }

  /// The source byte before which a span that ends at `offset` ends.
  public func sourceEnd(_ offset: Int) -> Int { look(offset, isEnd: true) }

  private func look(_ offset: Int, isEnd: Bool) -> Int {
    var position = offset
    for edits in steps.reversed() {
      // The last edit that begins before the position (or at it, for a start).
      let behind = edits.firstIndex(behind: { isEnd ? $0.target >= position : $0.target > position })
      guard behind > 0 else { continue }
      let edit = edits[behind - 1]
      let within = position - edit.target
      if within >= edit.targetLength {
        position = edit.source + edit.sourceLength + within - edit.targetLength
      } else if isEnd {
        position = edit.source + edit.sourceLength
      } else {
        position = edit.source
      }
    }
    return position
  }
}
