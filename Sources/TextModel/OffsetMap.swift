/// Leads from offsets of the normalized text to bytes of the source, through the edits of each step.
///
/// Offsets between edits keep their distance; an offset inside an edit leads to the edit's source edge:
/// to its start for a span's start, to its end for a span's end. Look-up is a binary search per step.
public struct OffsetMap: Sendable {
  /// Source bytes `source..<source+sourceLength` became `target..<target+targetLength`.
  public struct Edit: Sendable {
    public var source: Int
    public var sourceLength: Int
    public var target: Int
    public var targetLength: Int
    public init(source: Int, sourceLength: Int, target: Int, targetLength: Int) {
      self.source = source
      self.sourceLength = sourceLength
      self.target = target
      self.targetLength = targetLength
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
      var low = 0
      var high = edits.count
      while low < high {
        let middle = (low + high) / 2
        if isEnd ? edits[middle].target < position : edits[middle].target <= position {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low > 0 else { continue }
      let edit = edits[low - 1]
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
