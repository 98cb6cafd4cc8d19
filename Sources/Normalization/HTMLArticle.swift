internal import CHTML
internal import TextModel

/// What kind of file the bytes are.
public enum InputFormat: String, Sendable, CaseIterable {
  case text, html
}

/// What is said about an article beside its text, by its HTML page or by who hands it in.
public struct ArticleMetadata: Sendable, Equatable {
  public var title: String?
  /// Year, month and day.
  public var published: String?
  public var byline: String?

  public init(title: String? = nil, published: String? = nil, byline: String? = nil) {
    self.title = title
    self.published = published
    self.byline = byline
  }
}

extension NormalizedText {
  /// Turns a page into its article: title, lead and body, a block a line, with every character's place in the page.
  ///
  /// The body is the element whose paragraphs hold the most running text (the scores of Arc90's Readability: a paragraph
  /// counts by its length and commas for its parent, half for its grandparent, links against it), or the one marked as
  /// `articleBody`; menus, forms, scripts, lists of links, shares and comments are left out by element, class and density
  /// of links.
  mutating func extractArticle() throws(NormalizationError) {
    if let offset = hostileTag(utf8) { throw NormalizationError(offset: map.sourceStart(offset), cause: "HTML: a tag with more than 1,000 attributes") }
    var page = HTMLPage()
    let parsed = unsafe utf8.withUnsafeBufferPointer { buffer in
      unsafe withUnsafeMutablePointer(to: &page) { pointer in
        unsafe chtml_parse(buffer.baseAddress, Int32(buffer.count), pointer) { context, event in
          unsafe context!.assumingMemoryBound(to: HTMLPage.self).pointee.receive(event!.pointee)
        }
      }
    }
    guard parsed else { throw NormalizationError(offset: 0, cause: "HTML: libxml2 cannot be set up") }
    if page.isTooDeep {
      throw NormalizationError(offset: map.sourceStart(page.place), cause: "HTML: more than \(HTMLPage.deepest) elements inside one another")
    }
    let article = page.article()
    utf8 = article.utf8
    map.append(article.edits)
    metadata = ArticleMetadata(title: try normal(article.metadata.title), published: article.metadata.published, byline: try normal(article.metadata.byline))
  }
}

private func normal(_ text: String?) throws(NormalizationError) -> String? {
  guard let text else { return nil }
  let line = String(decoding: try normalize(Array(text.utf8)).utf8, as: UTF8.self)
  return line.isEmpty ? nil : line
}

// Finds the article in the page.
extension HTMLPage {
  /// A line of the page: its runs, how long it is and how much of that are links.
  private struct Block {
    var runs: Range<Int>
    /// The nearest block around its first text, and the element right around that.
    var element: Int
    var inner: Int
    var length: Int
    var linked: Int
    var commas: Int
    var isMostlyLinks: Bool { linked * 10 > length * 6 }
  }

  func article() -> (utf8: [UInt8], edits: [OffsetMap.Edit], metadata: ArticleMetadata) {
    let blocks = blocks()
    let title = title(blocks)
    let root = root(blocks, title)
    var metadata = ArticleMetadata()
    var text = Extract()
    if let title {
      text.append(self, blocks[title].runs)
      metadata.title = String(decoding: text.utf8, as: UTF8.self)
    }
    var isAfterTitle = title == nil || !isInside(blocks[title!].element, root)
    for (index, block) in blocks.enumerated() {
      if index == title {
        isAfterTitle = true
        continue
      }
      let isDate = holds(block.inner, \.isDate) && block.length < 80
      let isAuthor = holds(block.inner, \.isAuthor) && block.length < 80
      let line = isDate || isAuthor ? string(block) : ""
      if isDate, metadata.published == nil { metadata.published = day(line) }
      if isAuthor, metadata.byline == nil, !line.isEmpty { metadata.byline = line }
      guard isAfterTitle, isInside(block.element, root), !elements[block.element].isLeftOut, !block.isMostlyLinks, !(isDate && day(line) != nil) else {
        continue
      }
      if elements[block.element].tag == "title" { continue }
      text.append(self, block.runs)
    }
    if metadata.title == nil { metadata.title = (meta["og:title"] ?? meta["title"]).map(line) }
    let dates = ["article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "dc.date.issued", "time"]
    metadata.published = dates.lazy.compactMap { self.meta[$0] }.compactMap(day).first ?? linked("datePublished").flatMap(day) ?? metadata.published
    if metadata.published == nil, let title {
      // The visible date: a short line near the title that holds one.
      metadata.published =
        blocks[max(0, title - 3)..<min(blocks.count, title + 6)].lazy.filter { $0.length < 80 }.compactMap { self.day(self.string($0)) }.first
    }
    if metadata.byline == nil {
      metadata.byline = ["author", "article:author", "dc.creator"].lazy.compactMap { self.meta[$0] }.filter { !$0.contains("://") && !$0.isEmpty }.first.map(
        line)
    }
    return (text.utf8, text.edits, metadata)
  }

  private func blocks() -> [Block] {
    var blocks: [Block] = []
    var start = 0
    while start < runs.count {
      var end = start
      var block = Block(runs: start..<start, element: runs[start].element, inner: runs[start].element, length: 0, linked: 0, commas: 0)
      while end < runs.count, runs[end].block == runs[start].block {
        let bytes = pool[runs[end].text]
        let letters = bytes.count { $0 > 0x20 }
        block.length += letters
        if elements[runs[end].element].isLink { block.linked += letters }
        block.commas += bytes.count { $0 == 0x2C }
        end += 1
      }
      block.runs = start..<end
      while block.element > 0, !blockTags.contains(elements[block.element].tag) { block.element = elements[block.element].parent }
      if block.length > 0 { blocks.append(block) }
      start = end
    }
    return blocks
  }

  /// The block of the title: the h1 that the page's own title names, else the longest h1, else the page's title in its head.
  private func title(_ blocks: [Block]) -> Int? {
    let named = (meta["og:title"] ?? blocks.first { elements[$0.element].tag == "title" }.map(string)).map(line)
    let heads = blocks.indices.filter { holds(blocks[$0].element) { $0.tag == "h1" } && !elements[blocks[$0].element].isLeftOut }
    if let named, let same = heads.first(where: { named.hasPrefix(string(blocks[$0])) || string(blocks[$0]).hasPrefix(named) }) { return same }
    if let named, let same = blocks.indices.first(where: { elements[blocks[$0].element].tag != "title" && string(blocks[$0]) == named }) { return same }
    return heads.max { blocks[$0].length < blocks[$1].length } ?? blocks.indices.first { elements[blocks[$0].element].tag == "title" }
  }

  private func root(_ blocks: [Block], _ title: Int?) -> Int {
    var elements = self.elements
    for block in blocks where !elements[block.element].isLeftOut && elements[block.element].tag != "title" {
      elements[block.element].length += block.length
      elements[block.element].linked += block.linked
      guard block.length >= 40, !block.isMostlyLinks else { continue }
      let score = (1 + Double(block.commas) + min(Double(block.length) / 100, 5)) * (1 - Double(block.linked) / Double(block.length))
      let isParagraph = ["p", "li", "td", "h2", "h3", "h4", "pre", "blockquote"].contains(elements[block.element].tag)
      let parent = isParagraph ? elements[block.element].parent : block.element
      guard parent >= 0 else { continue }
      elements[parent].score += score
      if elements[parent].parent >= 0 { elements[elements[parent].parent].score += score / 2 }
    }
    // An element stands after the one around it.
    for index in elements.indices.dropFirst().reversed() {
      elements[elements[index].parent].length += elements[index].length
      elements[elements[index].parent].linked += elements[index].linked
    }
    var best = 0
    for index in elements.indices where elements[index].length > 0 && !elements[index].isLeftOut {
      let element = elements[index]
      let links = Double(element.linked) / Double(element.length)
      elements[index].score *= (1 - links) * (element.isBody ? 2 : 1) * (element.tag == "article" ? 1.5 : 1)
      if elements[index].score > elements[best].score { best = index }
    }
    // The lead often stands beside the body: go up to the element that holds the title too, unless that brings much else.
    if let title {
      let running = Double(elements[best].length - elements[best].linked)
      var up = best
      while up > 0, !isInside(blocks[title].element, up) { up = elements[up].parent }
      if up > 0, Double(elements[up].length - elements[up].linked) < running * 1.4 + 600 { return up }
    }
    return best
  }

  private func isInside(_ element: Int, _ root: Int) -> Bool {
    var element = element
    while element > root { element = elements[element].parent }
    return element == root
  }

  private func holds(_ element: Int, _ property: (Element) -> Bool) -> Bool {
    var element = element
    // A name far above says nothing of the line.
    for _ in 0..<4 where element > 0 {
      if property(elements[element]) { return true }
      element = elements[element].parent
    }
    return false
  }

  private func string(_ block: Block) -> String {
    var text = Extract()
    text.append(self, block.runs)
    return String(decoding: text.utf8, as: UTF8.self)
  }

  /// White space folded.
  private func line(_ text: String) -> String { text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }.joined(separator: " ") }

  /// The string that JSON-LD has under `key`.
  private func linked(_ key: String) -> String? {
    let text = String(decoding: linkedData, as: UTF8.self)
    guard let found = text.firstRange(of: "\"\(key)\"") else { return nil }
    let rest = text[found.upperBound...].drop { $0 == " " || $0 == ":" || $0 == "\n" || $0 == "\t" }
    guard rest.first == "\"" else { return nil }
    return String(rest.dropFirst().prefix { $0 != "\"" })
  }

  /// Year, month and day out of "2025-03-12T08:00:00+07:00" or "Thứ tư, 12/3/2025 08:00".
  private func day(_ text: String) -> String? {
    let numbers = text.split { !("0"..."9").contains($0) }.filter { $0.count <= 4 }.compactMap { part in Int(part).map { (value: $0, digits: part.count) } }
    guard numbers.count >= 3 else { return nil }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    for index in 0...(numbers.count - 3) {
      let (one, two_, three) = (numbers[index], numbers[index + 1], numbers[index + 2])
      if one.digits == 4, (1900...2100).contains(one.value), isCalendarDay(three.value, two_.value, of: one.value) {
        return "\(one.value)-\(two(two_.value))-\(two(three.value))"
      }
      if three.digits == 4, (1900...2100).contains(three.value), isCalendarDay(one.value, two_.value, of: three.value) {
        return "\(three.value)-\(two(two_.value))-\(two(one.value))"
      }
    }
    return nil
  }
}

/// Lines of text taken out of a page, with the place of each character.
private struct Extract {
  var utf8: [UInt8] = []
  var edits: [OffsetMap.Edit] = []
  /// The source byte after what was written last.
  private var end = 0

  mutating func append(_ page: HTMLPage, _ runs: Range<Int>) {
    let lineStart = utf8.count
    if !utf8.isEmpty {
      edits.append(OffsetMap.Edit(source: end, sourceLength: 0, target: utf8.count, targetLength: 1))
      utf8.append(0x0A)
    }
    var isBlankDue = false
    var blank = end..<end
    var isEmpty = true
    for run in runs {
      let run = page.runs[run]
      let isVerbatim = run.sourceLength == run.text.count
      var index = run.text.lowerBound
      while index < run.text.upperBound {
        let isBlank = page.pool[index] <= 0x20
        var next = index + 1
        while next < run.text.upperBound, (page.pool[next] <= 0x20) == isBlank { next += 1 }
        let source = isVerbatim ? run.source + index - run.text.lowerBound : run.source
        let length = isVerbatim ? next - index : run.sourceLength
        if isBlank {
          if !isBlankDue { blank = source..<source + length } else { blank = blank.lowerBound..<max(blank.lowerBound, source + length) }
          isBlankDue = true
        } else {
          if isBlankDue && !isEmpty {
            edits.append(OffsetMap.Edit(source: blank.lowerBound, sourceLength: blank.count, target: utf8.count, targetLength: 1))
            utf8.append(0x20)
            end = blank.upperBound
          }
          isBlankDue = false
          isEmpty = false
          // An edit where the distance to the source changes; inside a verbatim stretch it stays.
          if !isVerbatim {
            edits.append(OffsetMap.Edit(source: source, sourceLength: length, target: utf8.count, targetLength: next - index))
          } else if source != end || edits.isEmpty || utf8.count == lineStart {
            edits.append(OffsetMap.Edit(source: source, sourceLength: 0, target: utf8.count, targetLength: 0))
          }
          utf8 += page.pool[index..<next]
          end = source + length
        }
        index = next
      }
    }
  }
}
