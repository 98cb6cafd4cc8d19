import ChiDao
import Normalization
import Testing

private let page = """
  <!DOCTYPE html><html><head><meta charset="utf-8"><title>Sở Y tế yêu cầu phòng dịch | Báo Mẫu</title>
  <meta property="og:title" content="Sở Y tế yêu cầu phòng dịch"><meta property="article:published_time" content="2025-03-12T08:15:00+07:00">
  <script>document.write("<p>không phải bài</p>"); if (a < b && c > d) {}</script><style>p { color: red }</style></head>
  <body class="page-article"><nav><ul><li><a href="/">Trang chủ</a><li><a href="/t">Thời sự</a></ul></nav>
  <div class="wrap"><div class="detail"><h1>Sở Y tế yêu cầu phòng dịch</h1><span class="date">Thứ tư, 12/3/2025 08:15</span>
  <h2 class="sapo">Ngày 12/3, Sở Y tế có công văn yêu cầu các bệnh viện tăng cường phòng dịch.</h2>
  <div class="content-detail">
  <p>Theo đó, ⟦S&#7903; Y t&ecirc;&#x301;⟧ yêu cầu <b>⟦Bệnh viện</b> Bạch&nbsp;Mai⟧ khẩn trương rà soát, xây dựng kế hoạch, bảo đảm thuốc &amp; vật tư.
  <p>Ông <a href="/n">⟦Nguyễn
     Văn An⟧</a>, giám đốc sở, cho biết sẽ triển khai ngay, báo cáo trước ngày 30/3, và thông tin rộng rãi tới người dân.
  <ul><li><a href="/1">Tin đã đưa về phòng dịch ở các bệnh viện trong tuần qua</a></ul></div>
  <p class="author">Lan Anh</p></div><div class="box-comment"><p>Bài viết hay quá, cảm ơn tác giả rất nhiều, mong có nhiều bài như thế này.</p></div></div>
  <footer><p>Cơ quan chủ quản: Bộ Mẫu, giấy phép số 12, địa chỉ 1 Tràng Tiền, Hà Nội, điện thoại 04.</p></footer></body></html>
  """

@Test func `of a page the article is kept, with its title, date and byline`() throws {
  let (source, _) = unmark(page)
  let text = try normalize(source, format: .html)
  #expect(
    String(decoding: text.utf8, as: UTF8.self) == """
      Sở Y tế yêu cầu phòng dịch
      Ngày 12/3, Sở Y tế có công văn yêu cầu các bệnh viện tăng cường phòng dịch.
      Theo đó, Sở Y tế yêu cầu Bệnh viện Bạch Mai khẩn trương rà soát, xây dựng kế hoạch, bảo đảm thuốc & vật tư.
      Ông Nguyễn Văn An, giám đốc sở, cho biết sẽ triển khai ngay, báo cáo trước ngày 30/3, và thông tin rộng rãi tới người dân.
      Lan Anh
      """)
  #expect(text.metadata.title == "Sở Y tế yêu cầu phòng dịch" && text.metadata.published == "2025-03-12" && text.metadata.byline == "Lan Anh")
}

@Test func `spans lead back to the bytes of the page`() throws {
  let (source, spans) = unmark(page)
  let text = try normalize(source, format: .html)
  let string = String(decoding: text.utf8, as: UTF8.self)
  for (name, span) in zip(["Sở Y tế yêu cầu Bệnh", "Bệnh viện Bạch Mai", "Nguyễn Văn An"], spans) {
    let found = try #require(string.firstRange(of: name))
    let start = string.utf8.distance(from: string.startIndex, to: found.lowerBound)
    let length = name == "Sở Y tế yêu cầu Bệnh" ? "Sở Y tế".utf8.count : name.utf8.count
    #expect(text.map.sourceStart(start)..<text.map.sourceEnd(start + length) == span, "\(name)")
  }
}

@Test(
  arguments: [
    ("<time datetime=\"2024-05-06\">hôm qua</time>", "2024-05-06"), ("<div class=\"publish-date\">Thứ hai, 6/5/2024</div>", "2024-05-06"),
    ("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\" : \"2024-05-06T10:00\"}</script>", "2024-05-06"),
    ("<p>06-05-2024 | 10:00</p>", "2024-05-06"), ("<p>không có ngày</p>", nil), ("<meta name=\"pubdate\" content=\"2024-13-40\">", nil),
    ("<meta property=\"article:published_time\" content=\"2025-02-30T08:00\">", nil), ("<time datetime=\"2024-02-29\">hôm qua</time>", "2024-02-29"),
  ] as [(String, String?)]) func `the date of a page is found`(shown: String, day: String?) throws
{
  let body = String(repeating: "<p>Một đoạn văn đủ dài của bài viết, có vài dấu phẩy, để được coi là thân bài chính.</p>", count: 3)
  let text = try normalize(Array("<html><body><h1>Tiêu đề</h1>\(shown)<div>\(body)</div></body></html>".utf8), format: .html)
  #expect(text.metadata.published == day)
  #expect(text.metadata.title == "Tiêu đề")
}

@Test func `a page in a legacy encoding is read in it`() throws {
  let source =
    Array("<html><head><meta charset=\"x-user-defined\"></head><body><p>C".utf8) + [0xE9] + Array("ng ho".utf8) + [0xB5] + Array(" x".utf8) + [0xB7]
    + Array(" h".utf8) + [0xE9, 0x69] + Array(" ch".utf8) + [0xF1] + Array(" ngh".utf8) + [0xDC] + Array("a Vi".utf8) + [0xD6]
    + Array("t Nam</p></body></html>".utf8)
  let text = try normalize(source, format: .html)
  #expect(text.encoding == .tcvn3 && String(decoding: text.utf8, as: UTF8.self) == "Cộng hoà xã hội chủ nghĩa Việt Nam")
}

/// Pages made to break a parser: all end soon, with text or with an error that names a place.
@Test(arguments: [
  String(repeating: "<div>", count: 1_000_000), String(repeating: "<div>", count: 1900) + String(repeating: "</zz>", count: 100_000) + "Xong",
  "<p " + (0..<200_000).map { "a\($0)=1" }.joined(separator: " ") + ">Xong", String(repeating: "<script>", count: 100_000),
  String(repeating: "<", count: 500_000),
  String(repeating: "<!--", count: 200_000), "<table>" + String(repeating: "<tr><td>", count: 300) + String(repeating: "<p>Xong", count: 50_000),
  String(repeating: "&amp;", count: 200_000) + "&#99999999999;&#0;&#xD800;&;&#;&#x;", String(repeating: "<a href=\"", count: 100_000),
  String(repeating: "<p><a href=x>Xin chào</a>", count: 50_000), "", "<", "</", "<>", "<!", "<![CDATA[x]]>", "<html", "<p>\u{FFFF}\u{1}x", "<title>", "<h1>",
]) func `hostile pages do no harm`(page: String) throws {
  let clock = ContinuousClock()
  let elapsed = clock.measure {
    do throws(NormalizationError) {
      let text = try normalize(Array(page.utf8), format: .html)
      #expect(text.map.sourceEnd(text.utf8.count) <= page.utf8.count)
    } catch {
      #expect(error.cause.hasPrefix("HTML") && error.offset <= page.utf8.count)
    }
  }
  #expect(elapsed < .seconds(30), "\(page.prefix(40)) took \(elapsed)")
}

@Test(arguments: corpusArticles) func `broken pages never trap`(path: String) throws {
  let article = String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n").map { "<p class='x'><b>\($0)</b>&nbsp;" }.joined(separator: "</div>")
  let source = Array("<html><body><div id=noidung><h1>T</h1>\(article)</div>".utf8)
  var state: UInt64 = 362_436_069
  for _ in 0..<30 {
    var mutated = source
    for _ in 0..<40 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      mutated[Int(state % UInt64(mutated.count))] = Array("<>&;\"'= /x".utf8)[Int(state >> 33) % 10]
    }
    do throws(NormalizationError) {
      let text = try normalize(mutated, format: .html)
      for offset in stride(from: 0, to: text.utf8.count, by: 17) { #expect(text.map.sourceStart(offset) <= mutated.count) }
    } catch {
      #expect(error.offset <= mutated.count)
    }
  }
}
