import FoundationEssentials
import Testing

/// SECURITY.md names a proof for each row of its tables: a test of this suite, or a part of a script.
@Test func `what SECURITY.md names as proof is there`() throws {
  func text(_ path: String) throws -> String { String(decoding: try bytes(root + "/" + path), as: UTF8.self) }
  let suite = try FileManager.default.contentsOfDirectory(atPath: root + "/Tests/ChiDaoTests").filter { $0.hasSuffix(".swift") }.map {
    try text("Tests/ChiDaoTests/" + $0)
  }.joined()
  let rows = try text("SECURITY.md").split(separator: "\n").filter { $0.hasPrefix("| ") }.map { $0.split(separator: "|").map(String.init) }
  #expect(rows.count > 35)
  for row in rows where row[2] != " Proof " {
    let proofs = row[2].matches(of: /`([^`]+)`/).map { String($0.1) }
    #expect(row.count == 3 && !proofs.isEmpty, "\(row)")
    for proof in proofs {
      if proof.hasPrefix("Tests/") {
        let words = proof.split(separator: " ").map(String.init)
        let script = try text(words[0])
        #expect(words.count == 2 && script.contains("\n\(words[1])() {\n"), "\(proof)")
      } else {
        #expect(suite.contains("func `\(proof)`("), "\(proof)")
      }
    }
  }
}

@Test func `each dependency is pinned, and NOTICE names it with its version`() throws {
  let notice = String(decoding: try bytes(root + "/NOTICE"), as: UTF8.self)
  for path in ["/Package.swift", "/Tests/Benchmarks/Package.swift"] {
    let manifest = String(decoding: try bytes(root + path), as: UTF8.self)
    let fetched = manifest.matches(of: /\.package\(url: ".*\/([^\/"]+)", ([a-zA-Z]+): "([^"]+)"\)/)
    #expect(!fetched.isEmpty && fetched.count == manifest.matches(of: /\.package\(url:/).count)
    for package in fetched { #expect(package.2 == "exact" && notice.contains("  \(package.1) \(package.3) "), "\(package.0)") }
  }
}
