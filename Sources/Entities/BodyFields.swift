internal import Lexicon
internal import TextModel

private let ministries = WordSet("Bộ Sở")
private let firmParts = WordSet("văn công hội đảng"), secretCase = Key.ans
/// What a board of projects is named by: "các dự án", "đầu tư các công trình", "xây dựng …".
private let works = WordSet("các đầu dự xây")
/// Heads that may be named by a task in lower case: "Ban tổ chức", "Ủy ban kiểm tra".
private let boards = WordSet("báo tạp ban ủy uỷ phòng hội đội tổ văn cơ tiểu đoàn")
/// Services that are bodies of their own and the field of a department: "Cục Hải quan".
private let fieldBodies = WordSet("Hải Kiểm Thanh Thuế Cảnh")
/// Fields that start with what is done: no noun of a name stands there.
private let local = Key.phuwowng
private let deeds = WordSet(
  "xuất phòng kiểm giám đào xây phát bảo quản điều nghiên tổ hỗ thanh thi thực tuyên truyền chăm khai cứu tìm tiếp tư dạy giới xúc chế đầu kế cải an chỉ phối hướng yêu đề"
)
/// Heads whose bodies are named by a field of any words.
private let openHeads = WordSet(
  "Viện Trung Vụ Cục Hội Chi Văn Ban Phòng Quỹ Tổng Hiệp Liên Tiểu Khoa Tổ Đội Đoàn Ủy Công Cty TCty CTCP Trường Học Trạm Nhà Xí Tập Hạt Khối Cụm Câu CLB")
private let pledges = WordSet("xin chân trân nêu xem tiếp báo yêu khẳng cảm")
private let chair = (Key.chur, Key.trif)
private let taskForce = Key.toor
private let steering = Key.ddaoj, against = Key.choongs, meet = Key.hopj
/// What steering boards are set up for, by the first words.
private let steeringTasks = wordPairs([
  "khắc phục", "ứng phó", "cải cách", "đổi mới", "giảm nghèo", "diễn tập", "công tác", "liên ngành", "phát triển", "sắp xếp", "cơ cấu", "giải phóng",
  "tổng kết", "kỷ niệm", "thi tuyển", "chuyển đổi", "xóa nhà", "giải báo", "cuộc thi", "thúc đẩy",
])
private let continent = Key.chaau
/// "Ban Chỉ huy Phòng thủ dân sự | cấp tỉnh": one in each.
private let levelWords = WordSet("cấp tuyến các")
/// Of these, the ones that are another word's start without a name: "Vụ việc", "Trường hợp", "Cục diện".
private let closedHeads = WordSet("Vụ Trường Cục Trạm Khối Cụm Chi Văn Tập Khoa Trung Nhà Học")
/// What bodies and persons do, by its first word, as it stands behind their names in news: no field starts so.
private let predicates = WordSet(
  "an bao bênh bí bó bút bước bạo bảy bấm bất bầu bế bật biết bày biểu bắt bị bộc bởi bác ca cao chưa chạy chậm chắc chẳng chết chơi chép chứ chân chấm chấp chào chúc chia chịu chuyển chuẩn chụp cuối càng cái cám cán cảm cam cũ cư cười cả cầm cầu cập cẩn cởi cử cứ cực cướp dành dâng dần dẫn dễ diễn dịp duyệt dường dù dừng dựa dùng ghi ghé giả giải giãn giành giờ giàu giúp giữ gây gần gấp gặp gởi gợi gồm gọi hay hiện hiệp hiểu hoan hoàn hoạch hoạt huy hành hôm hơn hường hạ hằng hẹn họp hồ hỗ hộ hứa hết hy i in kham khám khen khẩn khắc khiến khá khác khái khéo khó khỏi khởi khảo kể kéo kết kiêm kiên kiến kiểu kính ký kịch kịp lanh loại liêm liền liệu long lâm lâu lôi lúc lúng lại lẫn lặng lặp lỗ lãi lừa lựa lý mang mong mời mở mãi mua mượn mất mặc mọi mổ mỗi mới mừng nay ngay ngang ngoài ngừng nghe nghi nghĩ nghỉ ngụ nhan nhanh nhiều nhiệt nhân nhìn nhưng nhậm nhắc nhắn nhận nhớ nào nâng nắm nấu nằm nổ nổi nợ nỗ nữa phi phạt phạm phản phấn phỏng phía phóng phù phụ phải quyên quyền quả quán quê quý rà ra ráo rất rằng rền rồi rộng rõ rưng rút s sai sang sao sau siêu so song soạn suy sâu sùng sắp sẵn sớm sở sơ sống sự ta tha thay thăm thất thiếu thoái thoại thoả thỏa thu thành thế thì thêm thôi thông thăng thả thấy thậm thắp thống thụ thừa thứ tiêu tiến tiền tiễn toàn trang trân trí trò trúng trúng trăn trưng trưởng trạng trấn trẻ trị trịnh trọn trốn trợ trụ trừ trái trích tràn tung tuy tuyên tường tôn tán tâm tê tín tóm tôi tùy tươi tước tướng tưởng tạm tạt tấm tế tỏ tốt tục tự tức tử vang vay vi vinh viên viếng viết vẫn vô vượt vui vấn vạch vẫy vắng vị vứt vững vận ví xe xin xoay xung xuôi xưng xả xảy xử yểm án ân ôm ý đem đi đu đánh đáp đau đâu đây đãi đính đích đòi đó đóng đón đăng đúng đương đả đạo đảm đạt đấy đầy đề đẩy đậm đắc đặt đế đều đề đọc đốc đổ đổi độc đội đợt đứng đừng đe đông đột đủ xuất tập chiếm sản điều nơi cấp tuyến hòa hợp việc diện thảo nhóm tái ơi ước ấn ấy ảnh ít"
)
/// First words of what a body does, after its name.
private let verbsBehind = WordSet("đạt đứng đều gửi thấy muốn sớm xin dùng mời giữ đọc căn kể nhóm và địa")
let verbs = Lexicon.Kinds(.cue, .action)
/// Words that end a name: they join or start the clause that follows.
let functionWords = WordSet(
  "và của đã đang sẽ là có tại ở cho với về do trong từ đến ngày năm theo để khi vào bị được thuộc cùng ông bà đồng anh chị tổ nói yêu đề giao chỉ phối gửi tỉnh huyện xã thành quận phường thị trước sau nhân cũng vừa còn này nhằm bằng như nên phải cần không các những một hai ba hoặc hay qua lên xuống ra trên dưới giữa đối gồm tham dự báo vì nếu thì mà tháng sáng chiều tối thôn lần gặp thắng thua trao"
)
/// Tasks that are named by what they are of.
private let tasks = wordPairs([
  "quản lý", "kiểm soát", "phát triển", "khai thác", "đăng kiểm", "kiểm định", "vận hành", "thẩm định", "kiểm nghiệm", "chế biến", "sản xuất", "ứng dụng",
  "truyền tải", "phòng chống", "chất lượng", "nghiên cứu", "đào tạo", "giám sát", "buôn lậu", "tư vấn", "thống kê", "hạ tầng",
])

extension EntityScan {
  /// "Ban | Dân vận", "Ban Chỉ đạo | Trung ương về phòng, chống tham nhũng"; false where a lower-case head needs a field and has none.
  func takeField(_ body: inout HeadedBody) -> Bool {
    // "Văn phòng | Tổng công ty", "Công đoàn | Tổng Công ty": of the one spoken of.
    if firmParts.contains(key(body.start)), body.isLongHead, isUnnamedCompany(body.end) {
      body.end += 3
      body.isNamed = true
      return true
    }
    // "Ban chuyên án | M918".
    if key(body.start) == Key.ban, key(body.head.end - 1) == secretCase, continues(body.end), tokens[body.end].isCapitalized, hasDigit(body.end) {
      body.end += 1
      body.isNamed = true
    }
    // "ĐH", and the next paragraph: "Tư tưởng quân sự …".
    if startsParagraph(body.end) { return body.isNamed || body.isCapital || body.follow.contains("N") || !body.follow.contains("F") }
    guard body.follow.contains("F") else {
      // "Ban Bảo vệ|, chăm sóc sức khỏe cán bộ": the head's last words start a longer field.
      if body.isLongHead, let field = longest(.field, at: body.start + 1), field.end > body.head.end + 1, longest(.body, at: body.head.end) == nil {
        body.end = field.end
        body.isNamed = true
        body.hasOwnName = true
      }
      return true
    }
    if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia {
      body.end += 2
      body.isNamed = true
    } else if key(body.end) == Key.trung || key(body.end) == Key.tw || key(body.end) == Key.nhaf || tokens[min(body.end, tokens.count - 1)].isSingle,
      let trungUong = longest(.body, at: body.end), trungUong.end - body.end < 4, continues(trungUong.end),
      key(trungUong.end) == Key.veef || key(body.head.end - 1) == steering && steeringTask(trungUong.end) != nil
    {
      body.children.append(Node(type: .organization, start: body.end, end: trungUong.end, rule: "bodies:Trung ương", confidence: 0.9))
      body.end = trungUong.end
      body.isNamed = true
    }
    // "Ban chỉ đạo | khắc phục sự cố môi trường", "Ban Chỉ đạo quốc gia | chống buôn lậu, gian lận thương mại và hàng giả": a task.
    if key(body.start) == Key.ban && key(body.head.end - 1) == steering || key(body.start) == taskForce && body.head.end - body.start == 3, body.isCapital,
      let end = steeringTask(body.end)
    {
      body.children += parts(body.end, end).filter { $0.type == .legalDocument || $0.type == .date }
      body.end = end
      body.isNamed = true
      body.hasOwnName = true
      return true
    }
    // "Phòng Cảnh sát | PCCC": the head's last word starts its field.
    if body.isLongHead, let field = longest(.field, at: body.start + 1), field.end > body.head.end {
      body.end = field.end
      if key(body.end) == Key.coong, key(body.end + 1) == Key.trinhf, let works = projectField(body) { body.end = works }
      body.isNamed = true
      body.hasOwnName = true
      return true
    }
    if key(body.end) == Key.veef, body.isNamed || body.isCapital, let field = longest(.field, at: body.end + 1, keepsCase: false),
      field.end - field.start > 1 || tokens[body.end + 1].isAllCaps
    {
      body.end = field.end
      body.isNamed = true
    } else if let field = longest(.field, at: body.end, keepsCase: false), isFieldOf(body, field),
      isCapitalizedWord(body.end)
        || ((tokens[body.start].isCapitalized || body.isCapital && body.isLongHead && isCapitalizedWord(body.start + 1)) && field.end - body.end > 1
          && !(!boards.contains(key(body.start)) && isTask(body.end, field.end)))
    {
      // "Bộ Quốc phòng|, an ninh": a ministry's further fields have capitals.
      let list = ministries.contains(key(body.start)) ? (body.end..<field.end).first { isMark($0, ",") && !tokens[$0 + 1].isCapitalized } : nil
      body.end = list ?? compoundEnd(field.end)
      if key(body.end) == Key.quoocs, key(body.end + 1) == Key.gia, continues(body.end + 1) { body.end += 2 }
      // "Chi cục Hải quan | cửa khẩu quốc tế Na Mèo".
      if key(body.end - 1) == Key.khaaur, body.end - 2 > body.start, let gate = place(at: body.end - 2), gate.end > body.end { body.end -= 2 }
      if key(body.end) == Word.cac || key(body.end) == Key.coong && key(body.end + 1) == Key.trinhf, let works = projectField(body) { body.end = works }
      body.isNamed = true
      body.hasOwnName = true
    } else if key(body.end) == Key.veef, body.isNamed, longest(.body, at: body.start).map({ $0.end > body.end }) != true,
      let title = titleEnd(from: body.end + 1), title - body.end < 25
    {
      body.children += parts(body.end + 1, title)
      body.end = title
    } else if body.isLongHead, let service = longest(.bodyHead, at: body.start + 1), service.end > body.head.end,
      !lexicon.field(service, 2, is: "no") || service.end - service.start > 2
    {
      // "Phòng | Cảnh sát cơ động": the field is a service of its own.
      body.end = service.end
      body.isNamed = true
    } else if let field = projectField(body) {
      body.end = field
      body.isNamed = true
      body.hasOwnName = true
    } else if let field = newField(body) {
      body.end = field
      body.isNamed = true
      body.hasOwnName = true
    } else if !body.isCapital, !body.follow.contains("N"), !(key(body.start) == Key.cow && isCapitalizedWord(body.start + 2)) {
      return false
    }
    return true
  }

  /// "Ban quản lý dự án | đầu tư các công trình dân dụng và công nghiệp": the works that a board manages.
  private func projectField(_ body: HeadedBody) -> Int? {
    guard key(body.start) == Key.ban, body.isLongHead, tokens[body.start].isCapitalized, key(body.start + 1) == Key.quanr || tokens[body.start + 1].isAllCaps,
      continues(body.end), works.contains(key(body.end)) || key(body.end) == Key.coong || key(body.end - 1) == Key.trinhf && key(body.end - 2) == Key.coong
    else { return nil }
    let least = key(body.end - 1) == Key.trinhf ? 1 : 2
    var index = body.end
    while continues(index), tokens[index].kind == .word, index - body.end < 14, !isCapitalizedWord(index) || tokens[index].isAllCaps {
      let isCompound = startsCompound(index)
      if functionWords.contains(key(index)), key(index) != Word.va, key(index) != Word.cac, key(index) != Key.duwj, !isCompound { break }
      if levelEnd(at: index) > index || headedUnit(index) != nil || !isCompound && longest(.cue, at: index, keepsCase: false) != nil { break }
      index += 1
    }
    if key(index - 1) == Word.va || key(index - 1) == Word.cac { index -= 1 }
    return index - body.end > least ? index : nil
  }

  /// A field that no table has, by its capital: "Ban | Đấu tranh chính trị và Binh vận | tỉnh", "Phòng | Hậu cần".
  private func newField(_ body: HeadedBody) -> Int? {
    let start = body.end
    guard body.isCapital, !body.follow.contains("N"), !body.isNamed, continues(start), isCapitalizedWord(start), tokens[start].spaceBefore,
      !isSentenceStart(body.start) || body.isLongHead,
      personRun(at: body.start) == nil, startsFieldOnly(start), !tokens[start].isAllCaps, !innerCapital(start),
      longest(.placeHead, at: start, keepsCase: false) == nil, longest(.honorific, at: start, keepsCase: false) == nil
    else { return nil }
    var index = start
    while continues(index), tokens[index].kind == .word, index - start < 10 {
      if index > start + 1, levelEnd(at: index) > index || adjacentPlace(at: index) != nil { return actionBetween(start + 2, index) ? nil : index }
      if index > start, functionWords.contains(key(index)), key(index) != Word.va || !isCapitalizedWord(index + 1) { break }
      if index > start + 1, isCapitalizedWord(index), self.body(at: index, depth: body.depth + 1).map({ $0.end - index > 1 }) == true {
        return actionBetween(start + 2, index) ? nil : index
      }
      index += 1
    }
    let end = compoundEnd(capitalRun(start))
    guard end - start > 1 else { return nil }
    if let object = objectEnd(end, depth: body.depth) { return object }
    return continues(end) && tokens[end].kind == .word && !matches.starts(.cue, at: end) && !startsCommittee(end)
      && self.body(at: end, depth: body.depth + 1) == nil ? nil : end
  }

  /// "Bộ | kiểm tra", "Sở | hướng dẫn": what the body does, not what it is for.
  private func isTask(_ start: Int, _ end: Int) -> Bool { matches.exact(.action, start, end) != nil || matches.exact(.cue, start, end) != nil }

  /// No longer body starts where the field does, but ministries and departments may be named by a body's word: "Bộ Công an", "Cục Hải quan".
  private func isFieldOf(_ body: HeadedBody, _ field: Lexicon.Match) -> Bool {
    ministries.contains(key(body.start)) || key(body.head.end - 1) == Key.cucj && fieldBodies.contains(key(body.end))
      || (self.body(at: body.end, depth: body.depth + 1)?.end ?? 0) <= field.end
  }

  /// The second half of a field: "Ủy ban Dân nguyện | và Giám sát", "Ban Kinh tế | - Ngân sách", "Bộ Thông tin | – Truyền thông".
  func takeSecondField(_ body: inout HeadedBody) {
    let isField = body.follow.hasPrefix("F")
    if isField, body.isNamed, key(body.end) == Word.va, continues(body.end + 1), isCapitalizedWord(body.end + 1),
      !(ministries.contains(key(body.start)) && key(body.end + 1) == key(body.start)), isCapitalizedWord(body.end - 1) || body.hasOwnName,
      startsFieldOnly(body.end + 1)
    {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    }
    if body.isNamed, key(body.end) == Key.nhaan, key(body.end + 1) == Key.daan, continues(body.end + 1) { body.end += 2 }
    // "Phòng Cảnh sát hình sự | - Công an TP HCM", "Cơ quan Cảnh sát điều tra | - Công an tỉnh Cà Mau".
    if isField && body.isNamed || key(body.start) == Key.cow && body.isLongHead && body.end == body.head.end, isDash(body.end), key(body.end + 1) == Key.coong,
      key(body.end + 2) == Key.an, continues(body.end + 1), let parent = self.body(at: body.end + 1, depth: body.depth + 1)
    {
      body.children.append(parent)
      body.end = parent.end
      return
    }
    guard isField || body.follow.hasPrefix("P") && body.isLongHead,
      body.isNamed || isCapitalizedWord(body.end - 1) && body.end > body.head.end || body.isLongHead,
      isDash(body.end), continues(body.end + 1), isCapitalizedWord(body.end + 1), !(key(body.end + 1) == Key.coong && key(body.end + 2) == Key.an),
      let field = longest(.field, at: body.end + 1), place(at: body.end + 1) == nil, longest(.position, at: body.end + 1) == nil,
      personRun(at: body.end + 1) == nil
    else { return }
    body.end = compoundEnd(field.end)
    body.isNamed = true
  }

  /// "Đội Quản lý | xuất cảnh", "Cục Quản lý chất lượng | nông lâm và thủy sản": a field that ends with a task goes on over what the task is of, up to a mark,
  /// a level, a parent or what the body says.
  func takeObject(_ body: inout HeadedBody) {
    guard body.isCapital, tokens[body.start].isCapitalized, body.end - body.start > 2, !ministries.contains(key(body.start)),
      body.hasOwnName || lexicon.field(body.head, 2, is: "no") || body.end - body.start > 3,
      let end = objectEnd(body.end, depth: body.depth)
    else { return }
    body.end = end
    body.isNamed = true
    body.hasOwnName = true
  }

  private func objectEnd(_ start: Int, depth: Int) -> Int? {
    guard continues(start), tokens[start].kind == .word, !tokens[start].isCapitalized, start > 1,
      tasks.contains(where: { key(start - 2) == $0.0 && key(start - 1) == $0.1 }), !verbsBehind.contains(key(start))
    else { return nil }
    var index = start
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - start < 8 {
      if levelEnd(at: index) > index || headedUnit(index) != nil || key(index) == Key.khu && key(index + 1) == Key.vuwcj { break }
      if !startsCompound(index), functionWords.contains(key(index)),
        key(index) != Word.va || !continues(index + 2) || tokens[index + 2].kind != .word || functionWords.contains(key(index + 1))
          || matches.starts(anyOf: verbs, at: index + 1)
      {
        break
      }
      if matches.starts(anyOf: verbs, at: index) { break }
      index += 1
    }
    guard index - start > 1, index - start < 8 else { return nil }
    let closes =
      !continues(index) || isMark(index, ",") || isMark(index, ".") || isMark(index, ";") || isMark(index, "(") || levelEnd(at: index) > index
      || headedUnit(index) != nil || matches.starts(.cue, at: index)
      || adjacentPlace(at: index) != nil || key(index) == Key.khu
      || isCapitalizedWord(index) && (self.body(at: index, depth: depth + 1) != nil || personRun(at: index) != nil)
    return closes ? index : nil
  }

  /// "Trung tâm Quan trắc | môi trường", "Cục Quản lý | đê điều và Phòng chống thiên tai": a field in small letters right behind a
  /// body's name goes on with it, since no sentence has two nouns there.
  func takeNouns(_ body: inout HeadedBody) {
    guard body.isCapital, body.hasOwnName || body.isNamed && body.follow.hasPrefix("F") || body.isLongHead && body.follow.contains("F") && !body.isFirm,
      longest(.place, at: body.start).map({ $0.end >= body.end }) != true, longest(.body, at: body.start).map({ $0.end == body.end }) != true,
      body.children.last.map({ $0.end < body.end }) ?? true, !tokens[body.end - 1].isAllCaps || body.isLongHead
    else { return }
    let start = body.end
    body.end = nounsEnd(body.end)
    guard body.end > start else { return }
    body.isNamed = true
    body.hasOwnName = true
    if key(body.end) == Word.va, continues(body.end + 2), isCapitalizedWord(body.end + 1), startsFieldOnly(body.end + 1),
      longest(.bodyHead, at: body.end + 1, keepsCase: false) == nil
    {
      body.end = longest(.field, at: body.end + 1)?.end ?? compoundEnd(capitalRun(body.end + 1))
    }
  }

  /// One past the task that a steering board is set up for, unless a table has a longer field.
  private func steeringTask(_ start: Int) -> Int? {
    guard continues(start + 1), tokens[start].kind == .word, !tokens[start].isCapitalized,
      steeringTasks.contains(where: { $0 == (key(start), key(start + 1)) }) || key(start) == against && tokens[start + 1].kind == .word,
      let title = titleEnd(from: start)
    else { return nil }
    let end =
      ((start + 2)..<max(title, start + 2)).first {
        levelEnd(at: $0) > $0 || headedUnit($0) != nil || key($0) == meet || key($0) == Key.nawm && number($0 + 1) != nil && number($0 - 1) == nil
          || !isDash($0 - 1) && matches.at($0).contains { $0.kind == .cue && ($0.end - $0.start > 1 || !startsCompound($0.start)) }
          || !tokens[$0].isCapitalized && pledges.contains(key($0)) || (key($0), key($0 + 1)) == chair
          || isCapitalizedWord($0) && self.body(at: $0, depth: 1).map { body in body.end - body.start > 1 } == true && key($0 - 1) != Word.va
      } ?? title
    guard end - start > 1, end - start < 25, longest(.field, at: start, keepsCase: false).map({ $0.end >= end }) != true else { return nil }
    return end
  }

  /// "Viện Khoa học quản trị | doanh nghiệp và kinh tế số", "Ban trị sự | phật giáo": small words behind a head that no table has as a
  /// field, when nothing done starts there and something closes them.
  func takeOpenField(_ body: inout HeadedBody) {
    guard body.isCapital, body.depth == 0 || tokens[body.start].isCapitalized, openHeads.contains(key(body.start)),
      key(body.start) != Key.coong || key(body.start + 1) == Key.ty || key(body.start + 1) == Key.ddoanf,
      body.end > body.head.end || body.isLongHead || !(closedHeads.contains(key(body.start)) || isSentenceStart(body.start)),
      !body.isFirm || body.end == body.head.end || !tokens[body.end - 1].isCapitalized, body.start == 0 || !Word.plural.contains(key(body.start - 1)),
      body.children.last.map({ $0.end < body.end }) ?? true, body.end == body.head.end || body.hasOwnName, tokens[body.end - 1].kind == .word,
      !tokens[body.end - 1].isAllCaps,
      longest(.body, at: body.start).map({ $0.end >= body.end }) != true, longest(.place, at: body.start).map({ $0.end >= body.end }) != true,
      continues(body.end), !startsDeed(body.end), !lexicon.field(body.head, 2, is: "yes") || body.end > body.head.end
    else { return }
    var index = body.end
    while continues(index), tokens[index].kind == .word, !tokens[index].isCapitalized, index - body.end < 8 {
      if levelEnd(at: index) > index || headedUnit(index) != nil || index > body.end && adjacentPlace(at: index) != nil { break }
      if levelWords.contains(key(index)) { return }
      if functionWords.contains(key(index)),
        key(index) != Word.va || index == body.end || !continues(index + 1) || startsDeed(index + 1) || tokens[index + 1].isCapitalized
      {
        guard startsCompound(index) || index > body.end && lexicon.isCompound(tokens[index - 1], tokens[index]) else { break }
      }
      if index > body.end, matches.starts(anyOf: verbs, at: index),
        !startsCompound(index) || matches.at(index).contains(where: { ($0.kind == .cue || $0.kind == .action) && $0.end - index > 1 })
      {
        break
      }
      index += 1
    }
    if index > body.end, key(index - 1) == continent, isCapitalizedWord(index), continues(index) { index += 1 }
    // "Công ty Cổ phần thép | Hòa Phát Dung Quất": a firm's own name behind its trade.
    if index > body.end, body.isFirm, continues(index), isCapitalizedWord(index), !matches.starts(.position, at: index), !matches.starts(.bodyHead, at: index),
      key(index) != Key.trung, levelEnd(at: index) == index, headedUnit(index) == nil, adjacentPlace(at: index) == nil
    {
      body.end = joinedEnd(nameStop(index, capitalRun(index)))
      if let group = self.body(at: index, depth: body.depth + 1), group.end == body.end { body.children.append(group) }
      body.isNamed = true
      body.hasOwnName = true
      return
    }
    guard index > body.end, closesField(index, isBare: body.end == body.head.end, count: index - body.end) else { return }
    body.end = index
    body.isNamed = true
    body.hasOwnName = true
  }

  private func startsDeed(_ index: Int) -> Bool {
    guard tokens[index].kind == .word, !tokens[index].isCapitalized else { return true }
    return predicates.contains(key(index)) || functionWords.contains(key(index)) && !startsCompound(index) || matches.starts(anyOf: verbs, at: index)
      || matches.starts(.position, at: index) || matches.starts(.honorific, at: index)
  }

  /// A place, a level, a parent, a bracket or a holder behind the words; for a named body also a mark or what it does.
  private func closesField(_ index: Int, isBare: Bool, count: Int) -> Bool {
    if continues(index), levelEnd(at: index) > index || headedUnit(index) != nil || adjacentPlace(at: index) != nil { return true }
    if isMark(index, "("), index + 2 < tokens.count, tokens[index + 1].isAllCaps, isMark(index + 2, ")") { return true }
    // "Trung tâm dữ liệu | quốc gia".
    if count > 3, key(index - 2) == Key.quoocs, key(index - 1) == Key.gia { return true }
    if continues(index), isCapitalizedWord(index), body(at: index, depth: 1).map({ $0.end - index > 1 }) == true || personRun(at: index) != nil { return true }
    return !isBare && count < 6
      && (!continues(index) || isMark(index, ",") || isMark(index, ".") || isMark(index, ";") || isMark(index, ")") || functionWords.contains(key(index)))
  }

  /// One past the fields in small letters from `start` on: two syllables and more, none of which is what the body does.
  func nounsEnd(_ start: Int) -> Int {
    var end = start
    while end - start < 8, continues(end + 1), tokens[end].kind == .word, !tokens[end].isCapitalized,
      !matches.starts(anyOf: verbs, at: end) || !matches.at(end).contains(where: { ($0.kind == .cue || $0.kind == .action) && $0.end - end > 1 }),
      !deeds.contains(key(end)), key(end + 1) != local, let field = longest(.field, at: end, keepsCase: false), field.end - end > 1,
      !matches.starts(.position, at: end),
      !matches.starts(.bodyHead, at: end)
        || matches.starts(.field, at: end) && longest(.bodyHead, at: end, keepsCase: false).map({ $0.end < field.end }) != false,
      field.keepsCase || (end..<field.end).allSatisfy({ !tokens[$0].isCapitalized || tokens[$0].isAllCaps })
    { end = field.end }
    return end
  }

  /// "Tòa án nhân dân khu vực 2 | - Hải Phòng": the place that an area's court is in.
  func takeCourtOfArea(_ body: inout HeadedBody) {
    guard number(body.end - 1) != nil || isRomanNumber(body.end - 1), key(body.end - 2) == Key.vuwcj, isDash(body.end), continues(body.end + 1),
      isCapitalizedWord(body.end + 1), let place = adjacentPlace(at: body.end + 1)
    else { return }
    body.children.append(place)
    body.end = place.end
  }

  /// No name of any kind starts at the capital.
  func startsFieldOnly(_ index: Int) -> Bool {
    !startsOther(index) && body(at: index) == nil && place(at: index) == nil && personRun(at: index) == nil
      && longest(.documentType, at: index, keepsCase: false) == nil && !startsProgram(index)
  }
}
