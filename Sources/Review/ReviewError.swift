public struct ReviewError: Error, CustomStringConvertible {
  public var description: String
  init(_ description: String) { self.description = description }
}
