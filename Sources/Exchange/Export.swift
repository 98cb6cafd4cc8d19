public import Output

/// What records can be written for.
public enum ExportFormat: String, Sendable, CaseIterable {
  case doccano, labelStudio = "label-studio", prodigy, brat, w3c, conll, csv
}

/// Records as one stream of a tool's format: `head`, the documents with `separator` between them, `foot`.
/// For brat a document is what stands in its NAME.ann.
public struct Export: Sendable {
  public var format: ExportFormat
  /// Whether doccano's offsets count grapheme clusters.
  public var graphemes: Bool

  public init(_ format: ExportFormat, graphemes: Bool = false) {
    self.format = format
    self.graphemes = graphemes
  }

  public var head: String { format == .labelStudio ? "[" : format == .csv ? Spreadsheet.head : "" }
  public var separator: String { format == .labelStudio ? ",\n" : "" }
  public var foot: String { format == .labelStudio ? "]\n" : "" }

  public func document(_ record: Record) throws -> String {
    switch format {
    case .doccano: try Markup(record).doccano(graphemes: graphemes)
    case .labelStudio: try Markup(record).labelStudio()
    case .prodigy: try Markup(record).prodigy()
    case .brat: try Markup(record).brat()
    case .w3c: try Markup(record).webAnnotation()
    case .conll: Conll.document(record)
    case .csv: Spreadsheet.document(record)
    }
  }
}
