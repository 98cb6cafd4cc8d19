import ChiDao
import FoundationEssentials
import Normalization
import Testing
import TextModel

#if canImport(Glibc)
  import Glibc
#endif

@Test(arguments: corpusArticles) func `laws hold on the corpus`(path: String) throws {
  #expect(try brokenLaw(bytes(path)) == nil)
}

@Test func `laws hold on the real articles`() throws {
  if realArticles.isEmpty { print("no real articles beside the repository: laws checked on the corpus only") }
  for path in realArticles {
    let law = try brokenLaw(bytes(path))
    #expect(law == nil, "\(path)")
  }
}

@Test(arguments: corpusArticles) func `laws hold on mutated articles and nothing traps`(path: String) throws {
  let source = try bytes(path)
  var state: UInt64 = 88_172_645_463_325_252
  for _ in 0..<40 {
    var mutated = source
    for _ in 0..<3 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let at = Int(state % UInt64(mutated.count))
      switch state >> 60 & 3 {
      case 0: mutated.remove(at: at)
      case 1: mutated[at] = UInt8(truncatingIfNeeded: state >> 32) & 0x7F
      case 2: mutated.insert(contentsOf: mutated[at..<min(at + 40, mutated.count)], at: at)
      default: mutated.removeSubrange(at...)
      }
      if mutated.isEmpty { break }
    }
    do { #expect(try brokenLaw(mutated) == nil) } catch let error as NormalizationError {
      #expect(error.offset <= mutated.count)
    }
  }
}

@Test(arguments: corpusArticles) func `normalization is idempotent`(path: String) throws {
  let once = try normalize(bytes(path)).utf8
  #expect(try normalize(once).utf8 == once)
  #expect(try normalize(once).counts.isEmpty)
}

/// Seconds of this thread's own work, whatever else the machine does.
private func secondsOfWork(_ work: () throws -> Void) rethrows -> Double {
  var (start, end) = (timespec(), timespec())
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
  try work()
  _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
  return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) * 1e-9
}

@Test func `double the input, at most three times the time`() throws {
  let article: [UInt8] = try corpusArticles.map { try bytes($0) + [0x0A] }.reduce([], +)
  func seconds(_ times: Int) throws -> Double {
    let source = [UInt8](repeatElement(article, count: times).joined())
    return try (0..<3).map { _ in try secondsOfWork { _ = try Pipeline().annotate(source) } }.min()!
  }
  let (one, eight) = (try seconds(4), try seconds(32))
  #expect(eight < one * 12, "8 times the text took \(eight / one) times the time")
}

/// Half a megabyte of what invites a step to look back or ahead too far.
@Test(arguments: [
  "a", "\n", ". ", "An ", "“", "(", "&", "<", "&amp;", "&#769;", "<b>\u{301}", "\u{301}\u{323}", "\u{301}\u{200B}\u{323}", "a\u{30C} ", "á\u{302}",
  "&аmp;#1072;mp;", "yêu cầu ", "ngày 1/1/2020 ",
  "Kính gửi: Sở Y tế; ", "Điều 1. Khoản 2 Điều 3 Nghị định số 1/2020/NĐ-CP; ", "- ông Nguyễn Văn An, Chủ tịch UBND tỉnh ", "trước ngày 1/1, ",
  "giao Sở Y tế chủ trì, phối hợp với ",
  "các trường phải công khai khoản thu, ", "UBND tỉnh có vai trò quan trọng, các sở phải rà soát lại, ", " theo nhiệm vụ, quyền hạn:",
  "Bộ ", "Ban Sở ", "Cảng hàng không ", "Hiệp định ", "1/", "TP.",
]) func `hostile texts take no more than their length`(unit: String) throws {
  func seconds(_ size: Int) throws -> Double {
    let source = Array("o".utf8) + [UInt8](repeatElement(Array(unit.utf8), count: size / unit.utf8.count).joined())
    return try secondsOfWork { _ = try Pipeline(encoding: .utf8).record(source, id: "-", path: "-") }
  }
  let (small, large) = (try seconds(1 << 15), try seconds(1 << 19))
  #expect(large < max(small, 0.02) * 16 * 4, "\(unit): 16 times the text took \(large / small) times the time, \(large) s")
}

/// Rules look behind and ahead: a text that ends or starts in the middle of a name has nothing there.
@Test func `a cut of an article keeps the laws`() throws {
  let folder = root + "/Corpus/articles/"
  for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".txt") {
    let words = try bytes(folder + name).split(separator: 0x20)
    for start in stride(from: 0, to: words.count, by: 5) {
      for length in [1, 2, 3, 5, 8] {
        let cut = Array(words[start..<min(start + length, words.count)].joined(separator: [0x20]))
        for source in [cut, Array(String(decoding: cut, as: UTF8.self).uppercased().utf8)] {
          #expect(try brokenLaw(source, encoding: .utf8) == nil, "\(name): \(String(decoding: source, as: UTF8.self))")
        }
      }
    }
  }
}

@Test func `what fuzzing found stays mended`() throws {
  let folder = root + "/Tests/Fuzz/found/"
  let names = try FileManager.default.contentsOfDirectory(atPath: folder)
  #expect(!names.isEmpty)
  for name in names {
    let source = try bytes(folder + name)
    let law =
      switch name.prefix(while: { $0 != "-" }) {
      case "html": try brokenTextLaw(source, format: .html)
      case "normalization": try brokenNormalizationLaw(source)
      case "decisions": try brokenReviewLaw(source)
      case "imports": try brokenImportLaw(source)
      default: try brokenLaw(source, encoding: .utf8) ?? brokenTextLaw(source, encoding: .utf8)
      }
    #expect(law == nil, "\(name)")
  }
}
