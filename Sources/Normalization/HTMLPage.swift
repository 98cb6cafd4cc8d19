internal import CHTML
internal import TextModel

/// A page as its events tell it: elements in a flat list, text in runs.
struct HTMLPage {
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
  private(set) var meta: [String: String] = [:]
  private var metaName: String?
  private var metaContent: String?
  private(set) var linkedData: [UInt8] = []
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
}

let blockTags: Set<String> = [
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

/// Where a tag with a thousand attributes begins: the parser compares each with all before it.
func hostileTag(_ utf8: [UInt8]) -> Int? {
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
