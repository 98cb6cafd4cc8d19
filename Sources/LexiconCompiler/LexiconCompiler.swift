import FoundationEssentials
import Lexicon

/// Makes a Swift file of tables: LexiconCompiler TABLE.tsv… OUTPUT.swift. Texts and layout are string literals, which compile in a moment
/// and are asked where they lie in the program's file, so that a start reads and builds nothing.
@main struct LexiconCompiler {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst().dropLast()
    let tables = try paths.map {
      Table(name: URL(filePath: $0).deletingPathExtension().lastPathComponent, bytes: Array(try Data(contentsOf: URL(filePath: $0))))
    }
    var source = "extension LexiconData {\n  public static let tables: [(name: StaticString, text: StaticString)] = [\n"
    for table in tables { source += "    (\"\(table.name)\", \(literal(table.bytes))),\n" }
    source += "  ]\n  public static let layout: StaticString = \(literal(Lexicon.layout(tables)))\n}\n"
    try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments.last ?? ""))
  }

  private static func literal(_ bytes: [UInt8]) -> String {
    var literal = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { literal += scalar.escaped(asASCII: false) }
    return literal + "\""
  }
}
