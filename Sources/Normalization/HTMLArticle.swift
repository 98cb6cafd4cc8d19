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
    var page = Page()
    let parsed = unsafe utf8.withUnsafeBufferPointer { buffer in
      unsafe withUnsafeMutablePointer(to: &page) { pointer in
        unsafe chtml_parse(buffer.baseAddress, Int32(buffer.count), pointer) { context, event in
          unsafe context!.assumingMemoryBound(to: Page.self).pointee.receive(event!.pointee)
        }
      }
    }
    guard parsed else { throw NormalizationError(offset: 0, cause: "HTML: libxml2 cannot be set up") }
    if page.isTooDeep {
      throw NormalizationError(offset: map.sourceStart(page.place), cause: "HTML: more than \(Page.deepest) elements inside one another")
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

/// Where a tag with a thousand attributes begins: the parser compares each with all before it.
private func hostileTag(_ utf8: [UInt8]) -> Int? {
  var (index, start, attributes) = (0, 0, 0)
  var (isTag, afterBlank, afterEquals) = (false, false, false)
  while index < utf8.count {
    let byte = utf8[index]
    if !isTag {
      if byte == 0x3C, index + 1 < utf8.count, utf8[index + 1] | 0x20 >= 0x61, utf8[index + 1] | 0x20 <= 0x7A {
        (isTag, start, attributes, afterBlank, afterEquals) = (true, index, 0, false, false)
      }
    } else if byte == 0x3E {
      isTag = false
    } else if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x2F {
      afterBlank = true
    } else if afterEquals, byte == 0x22 || byte == 0x27 {
      guard let end = utf8[(index + 1)...].firstIndex(of: byte) else { return nil }
      index = end
      (afterBlank, afterEquals) = (true, false)
    } else {
      if byte == 0x3D {
        afterEquals = true
      } else {
        if afterBlank && !afterEquals { attributes += 1 }
        afterEquals = false
      }
      if attributes > 1000 { return start }
      afterBlank = false
    }
    index += 1
  }
  return nil
}

private let blockTags: Set<String> = [
  "address", "article", "aside", "blockquote", "body", "br", "center", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
  "h1",
  "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr",
  "ul",
]
private let leftOutTags: Set<String> = [
  "script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "aside", "form", "button", "select", "textarea", "object", "video", "audio",
  "head",
]
/// Parts of class and id names of what surrounds an article.
private let leftOutNames = [
  "relate", "lienquan", "lien-quan", "lien_quan", "comment", "binhluan", "binh-luan", "social", "sidebar", "breadcrumb", "footer", "banner", "advert",
  "newsletter",
  "copyright", "most-view", "mostview", "xem-nhieu", "docnhieu", "doc-nhieu", "tinmoi", "tin-moi", "tinkhac", "tin-khac", "othernews", "other-news",
  "pagination", "popup", "cookie",
]
/// The same, as whole parts between hyphens and underscores.
private let leftOutWords: Set<String> = [
  "ads", "ad", "tag", "tags", "nav", "menu", "navbar", "share", "sharing", "print", "rating", "vote", "login", "search", "hidden",
]
private let bodyNames = [
  "articlebody", "article-body", "article_body", "article-content", "articlecontent", "content-detail", "detail-content", "contentdetail", "detailcontent",
  "news-content",
  "newscontent", "entry-content", "post-content", "maincontent", "main-content", "fck_detail", "noidung", "noi-dung", "bai-viet", "baiviet", "cms-body",
  "article__body", "content_detail",
]

/// A page as its events tell it: elements in a flat list, text in runs.
private struct Page {
  static let deepest = 2000

  struct Element {
    var tag: String
    var parent: Int
    var names = ""
    /// Not of the article: by itself or by an element around it.
    var isLeftOut: Bool
    var isLink: Bool
    var isBody = false
    var isDate = false
    var isAuthor = false
    var score = 0.0
    var length = 0
    var linked = 0
  }
  struct Run {
    var element: Int
    /// Bytes in `pool`.
    var text: Range<Int>
    var source: Int
    var sourceLength: Int
    var block: Int
  }

  var elements: [Element] = [Element(tag: "", parent: -1, isLeftOut: false, isLink: false)]
  var runs: [Run] = []
  var pool: [UInt8] = []
  var isTooDeep = false
  /// Where the page became too deep.
  var place = 0
  private var open: [Int] = [0]
  private var block = 0
  private var meta: [String: String] = [:]
  private var metaName: String?
  private var metaContent: String?
  private var linkedData: [UInt8] = []
  private var isLinkedData = false

  mutating func receive(_ event: chtml_event) -> Bool {
    let text = unsafe UnsafeBufferPointer(start: event.text, count: Int(event.length))
    switch unsafe event.kind {
    case CHTML_OPEN:
      finishMeta()
      let tag = unsafe String(decoding: text, as: UTF8.self)
      let parent = open[open.count - 1]
      elements.append(
        Element(tag: tag, parent: parent, isLeftOut: elements[parent].isLeftOut || leftOutTags.contains(tag), isLink: elements[parent].isLink || tag == "a"))
      open.append(elements.count - 1)
      isLinkedData = false
      if blockTags.contains(tag) { block += 1 }
      if open.count > Self.deepest {
        isTooDeep = true
        place = unsafe Int(event.source)
        return false
      }
    case CHTML_ATTRIBUTE:
      attribute(unsafe String(cString: event.name), unsafe String(decoding: text, as: UTF8.self))
    case CHTML_CLOSE:
      finishMeta()
      isLinkedData = false
      if open.count > 1 { open.removeLast() }
      let tag = unsafe String(decoding: text, as: UTF8.self)
      if blockTags.contains(tag) { block += 1 }
    default:
      finishMeta()
      let element = open[open.count - 1]
      if isLinkedData { unsafe linkedData.append(contentsOf: text) }
      if elements[element].isLeftOut && elements[element].tag != "title" { return true }
      let start = pool.count
      unsafe pool.append(contentsOf: text)
      runs.append(
        Run(element: element, text: start..<pool.count, source: Int(unsafe event.source), sourceLength: Int(unsafe event.source_length), block: block))
    }
    return true
  }

  private mutating func attribute(_ name: String, _ value: String) {
    let element = elements.count - 1
    switch (elements[element].tag, name) {
    case ("meta", "name"), ("meta", "property"), ("meta", "itemprop"): metaName = value.lowercased()
    case ("meta", "content"): metaContent = value
    case ("script", "type"): isLinkedData = value.lowercased() == "application/ld+json"
    case ("time", "datetime"):
      elements[element].isDate = true
      if meta["time"] == nil { meta["time"] = value }
    case (_, "class"), (_, "id"):
      let names = value.lowercased()
      elements[element].names += names + " "
      let words = names.split { !($0.isLetter || $0.isNumber) }.map(String.init)
      // The page's own body and the article itself are never left out by a name on them.
      if !["html", "body", "article", "main", "h1"].contains(elements[element].tag),
        words.contains(where: leftOutWords.contains) || leftOutNames.contains(where: names.contains)
      {
        elements[element].isLeftOut = true
      }
      if bodyNames.contains(where: names.contains) { elements[element].isBody = true }
      if words.contains(where: ["date", "time", "datetime", "publish", "published", "ngay", "ngaydang"].contains) { elements[element].isDate = true }
      if words.contains(where: ["author", "byline", "tacgia"].contains) || names.contains("tac-gia") { elements[element].isAuthor = true }
    case (_, "itemprop"):
      if value.lowercased() == "articlebody" { elements[element].isBody = true }
      if value.lowercased() == "datepublished" { elements[element].isDate = true }
      if value.lowercased() == "author" { elements[element].isAuthor = true }
    case (_, "rel") where value.lowercased() == "author": elements[element].isAuthor = true
    case (_, "hidden"): elements[element].isLeftOut = true
    case (_, "aria-hidden") where value == "true": elements[element].isLeftOut = true
    case (_, "style") where value.lowercased().filter({ $0 != " " }).contains("display:none"): elements[element].isLeftOut = true
    default: break
    }
  }

  private mutating func finishMeta() {
    if let name = metaName, let content = metaContent, meta[name] == nil { meta[name] = content }
    (metaName, metaContent) = (nil, nil)
  }

  // MARK: The article

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
      if one.digits == 4, (1900...2100).contains(one.value), (1...12).contains(two_.value), (1...31).contains(three.value) {
        return "\(one.value)-\(two(two_.value))-\(two(three.value))"
      }
      if three.digits == 4, (1900...2100).contains(three.value), (1...12).contains(two_.value), (1...31).contains(one.value) {
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

  mutating func append(_ page: Page, _ runs: Range<Int>) {
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
