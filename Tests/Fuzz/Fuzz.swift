// One libFuzzer binary for all targets; CHIDAO_FUZZ names the one to run. Built by Tests/fuzz.sh.
import ChiDao
import FoundationEssentials
import Normalization
import TextModel

private let target = ProcessInfo.processInfo.environment["CHIDAO_FUZZ"] ?? ""
private let pipeline = Pipeline(encoding: .utf8)

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: data, count: size))
  do {
    switch target {
    case "decoding":
      // The first byte chooses the encoding, or that it be found.
      let encodings = TextEncoding.allCases
      let choice = Int(input.first ?? 0) % (encodings.count + 1)
      try hold(brokenTextLaw(Array(input.dropFirst()), encoding: choice < encodings.count ? encodings[choice] : nil))
    case "normalization": try hold(brokenNormalizationLaw(input))
    case "html": try hold(brokenTextLaw(input, format: .html))
    case "sentences", "entities", "directives":
      try hold(brokenLaw(input, encoding: .utf8))
      if target == "directives" {
        let line = try pipeline.record(input, id: "d", path: "d")
        let record = try JSONDecoder().decode(Record.self, from: Data(line))
        if record.doc_id != "d" || line.firstIndex(of: 0x0A) != line.count - 1 { fatalError("not one line of JSON") }
      }
    case "jsonl":
      let path = "/tmp/chidao-fuzz-\(ProcessInfo.processInfo.processIdentifier).jsonl"
      try Data(input).write(to: URL(filePath: path))
      var intake = Intake([path], format: .jsonl, limit: 200)
      var lines = 0
      while let step = intake.next() {
        lines += 1
        guard case .success(let line) = step, let document = try? line.read(limit: 200) else { continue }
        if document.id.isEmpty || document.id.hasPrefix("/") || document.id.split(separator: "/").contains("..") { fatalError("id \(document.id)") }
        if document.source.count > 200 { fatalError("a text longer than its line") }
      }
      if lines > input.count { fatalError("more lines than bytes") }
    case "decisions": try hold(brokenReviewLaw(input))
    case "imports": try hold(brokenImportLaw(input))
    default: fatalError("CHIDAO_FUZZ names no target")
    }
  } catch let error as NormalizationError {
    if error.offset < 0 || error.offset > input.count { fatalError("error outside the input: \(error)") }
  } catch { fatalError("\(error)") }
  return 0
}

private struct Record: Decodable { var doc_id: String }

private func hold(_ law: String?) throws {
  if let law { fatalError(law) }
}
