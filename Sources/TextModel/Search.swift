extension RandomAccessCollection {
  /// The first place whose element is behind something, in a collection where all elements after one that is are too; its end for none.
  @inlinable public func firstIndex(behind isBehind: (Element) -> Bool) -> Index {
    var low = startIndex
    var length = count
    while length > 0 {
      let middle = index(low, offsetBy: length / 2)
      if isBehind(self[middle]) {
        length /= 2
      } else {
        low = index(after: middle)
        length -= length / 2 + 1
      }
    }
    return low
  }
}
