internal import TextModel

/// Closed classes of Vietnamese function words, and the head nouns that say whether a noun phrase can act.
///
/// A word has a set of classes, looked up once an article, with what else is asked of it often: rules and traits ask for bits.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt64
  init(rawValue: UInt64) { self.rawValue = rawValue }
  private init(bit: UInt64) { rawValue = 1 << bit }

  /// `!isDisjoint(with:)`, without the detour through SetAlgebra's defaults, which are not specialized.
  @inline(__always) func intersects(_ other: WordClass) -> Bool { rawValue & other.rawValue != 0 }

  /// Before a verb they make it a noun: "theo yêu cầu", "ý kiến chỉ đạo", "sự lãnh đạo".
  static let nounHead = WordClass(bit: 0)
  static let passive = WordClass(bit: 1)
  /// Report of what was or is: đã, đang, vừa, từng.
  static let report = WordClass(bit: 2)
  static let future = WordClass(bit: 3)
  static let negation = WordClass(bit: 4)
  static let conjunction = WordClass(bit: 5)
  static let preposition = WordClass(bit: 6)
  static let purpose = WordClass(bit: 7)
  static let condition = WordClass(bit: 8)
  static let determiner = WordClass(bit: 9)
  static let relative = WordClass(bit: 10)
  /// First syllable of a noun for people or bodies (`PartyNouns`).
  static let partyFirst = WordClass(bit: 11)
  /// Goes on inside the name of a class of addressees.
  static let partyPart = WordClass(bit: 12)
  static let firstPerson = WordClass(bit: 13)
  static let pronoun = WordClass(bit: 14)
  /// Stands between a subject and its verb: cũng, đều, còn, luôn, đặc biệt.
  static let adverb = WordClass(bit: 15)
  /// Opens an adverbial in front of a clause: trong, để, khi, trước, sau …
  static let adverbial = WordClass(bit: 16)
  /// Head of a noun phrase that cannot act: việc, công tác, nội dung, hoạt động.
  static let thing = WordClass(bit: 17)
  /// Before a date they make it a time limit.
  static let deadline = WordClass(bit: 18)
  static let possessive = WordClass(bit: 19)
  static let copula = WordClass(bit: 20)
  static let that = WordClass(bit: 21)
  /// Signs or sends an act: who signs directs, not the act.
  static let issuing = WordClass(bit: 22)
  /// A modal after one of these is no call: "không phải", "nên phải", "để cần".
  static let notBeforeModal = WordClass(bit: 23)
  /// A modal before one of these is no call: "phải là", "cần thiết", "phải chịu".
  static let notAfterModal = WordClass(bit: 24)
  static let act = WordClass(bit: 26)
  static let praise = WordClass(bit: 27)
  /// First words of phrases: `Connectives`, `SiteText`, `Offices`, `Talks`, `Speeches`, and what is no `PartyNouns` after all.
  static let connectiveFirst = WordClass(bit: 28)
  static let siteFirst = WordClass(bit: 29)
  static let officeFirst = WordClass(bit: 30)
  static let otherFirst = WordClass(bit: 31)
  static let endingFirst = WordClass(bit: 51)
  static let talkFirst = WordClass(bit: 53)
  static let speechFirst = WordClass(bit: 54)
  /// Single words that rules look for through a whole sentence: "theo", "gửi", "truyền | đạt".
  static let according = WordClass(bit: 55)
  static let sending = WordClass(bit: 56)
  static let relay = WordClass(bit: 57)
  /// A phrase of `PartyNouns` starts here.
  static let partyHere = WordClass(bit: 52)

  // What `Reading` adds: marks, and what starts or lies at the token.
  static let mark = WordClass(bit: 32)
  static let number = WordClass(bit: 33)
  static let comma = WordClass(bit: 34)
  static let colon = WordClass(bit: 35)
  static let semicolon = WordClass(bit: 36)
  static let bracket = WordClass(bit: 37)
  static let quote = WordClass(bit: 38)
  /// An action of the table starts here, of one of three classes.
  static let actsHere = WordClass(bit: 39)
  static let mannerHere = WordClass(bit: 40)
  static let nounVerbHere = WordClass(bit: 41)
  static let actionHere: WordClass = [.actsHere, .mannerHere, .nounVerbHere]
  /// A cue starts here, of some class; of these classes.
  static let cueHere = WordClass(bit: 42)
  static let verbCue = WordClass(bit: 43)
  static let banCue = WordClass(bit: 44)
  static let sayingCue = WordClass(bit: 45)
  static let modalCue = WordClass(bit: 50)
  /// A modal that calls for something starts here; one of several words ends before here.
  static let modalHere = WordClass(bit: 46)
  static let modalBefore = WordClass(bit: 47)
  /// An outer entity covers the token.
  static let covered = WordClass(bit: 48)
  /// "không ép": an act not to be done.
  static let negatedAct = WordClass(bit: 49)
  /// What makes a place one where an action may start, or leads over it.
  static let startHere: WordClass = [.covered, .bracket, .partyHere, .actionHere, .negatedAct, .banCue, .modalBefore]

  /// Of a mark: what it is.
  static func mark(_ token: Token) -> WordClass {
    switch token.key {
    case 0x2C: [.mark, .comma]
    case 0x3A: [.mark, .colon]
    case 0x3B: [.mark, .semicolon]
    case 0x28, 0x29: [.mark, .bracket]
    case 0x22, 0x201C, 0x201D: [.mark, .quote]
    default: .mark
    }
  }

  private static let words: [(WordClass, String)] = [
    (
      .nounHead,
      "theo sự kiến ý những số nhiều nội trình tinh thần lời quyền mọi tờ đúng vượt nhu thể từ một tiêu tác hoạt động nhiệm vụ việc các đáp ứng tiếp thu trước"
    ),
    (.passive, "được bị"),
    (.report, "đã đang vừa từng mới"),
    (.future, "sẽ"),
    (.negation, "không chưa chẳng chớ đừng"),
    (.conjunction, "và hoặc hay cùng đồng thời lẫn"),
    (.preposition, "của tại với về cho theo ở từ trong đến vào trên gửi tới gồm bởi do nhằm thuộc qua bằng giữa như"),
    (.purpose, "để nhằm"),
    (.condition, "nếu khi trường hợp bởi vì do nhưng tuy dù mặc song"),
    (.determiner, "các những mọi từng mỗi nhiều một số toàn cả tất hai ba bốn"),
    (.relative, "mà"),
    (
      .partyPart,
      """
      và với có liên quan chức năng trên địa bàn cấp trực thuộc ngang bộ cùng chuyên môn đứng đầu này nêu nói trên còn lại khác trung ương trong ngoài tỉnh cả nước thành viên y tế giáo dục của các những mỗi từng mọi \
      toàn một số hai ba bốn năm tất cả thể nhà trường cơ sở tham gia đảng dự án viên kiêm phụ trách hữu cao quyền thẩm quản lý chính trị xã hội kinh tế thường trực hoặc phố thị huyện quận phường xã tại ở
      """
    ),
    (.firstPerson, "tôi ta mình em tớ"),
    (.pronoun, "ông bà"),
    (.adverb, "cũng đều còn luôn đặc biệt vẫn lại rất đã vừa sẽ tiếp tục đồng thời mạnh mẽ trực tiếp nghiêm đang"),
    (.adverbial, "trong để khi nếu trước sau từ căn trên nhằm ngoài theo về tinh qua tại bên đối với đến riêng cùng nhân thông trường do bởi vì dưới thay nhờ"),
    (
      .thing,
      "việc công nội hoạt vấn mục nhiệm chất giá tình kết hệ quá dự tài thông sản quy kế chương trình phương sự biện giải nguồn chỉ mức thời số thủ hồ hàng khoản đề thuế lượng yếu tiền vốn"
    ),
    (.deadline, "trước trong nhất hết xong"),
    (.possessive, "của"),
    (.copula, "là"),
    (.that, "rằng là"),
    (.issuing, "ký hành có gửi ra phát ban"),
    (.notBeforeModal, "không chẳng chưa bị lẽ trái mức thiết em"),
    (.notAfterModal, "đối nhập rời bỏ thiết chăng bó gánh"),
    (.act, "chỉ quyết công điện nghị kế thông luật hướng kết"),
    (.praise, "ghi biểu đánh hoan chúc cảm khen mừng"),
    (.according, "theo"),
    (.sending, "gửi"),
    (.relay, "truyền"),
  ]

  private static let byKey: WordBits = {
    var byKey: [UInt64: UInt64] = [:]
    for (kind, list) in words {
      for token in tokenize(Array(list.utf8)) { byKey[token.key, default: 0] |= kind.rawValue }
    }
    let firsts: [(WordClass, Phrases)] = [
      (.partyFirst, PartyNouns.phrases), (.connectiveFirst, Connectives.phrases), (.siteFirst, SiteText.phrases), (.officeFirst, Offices.phrases),
      (.otherFirst, PartyNouns.others),
      (.endingFirst, PartyNouns.endings), (.talkFirst, Talks.phrases), (.speechFirst, Speeches.whole),
    ]
    for (kind, phrases) in firsts { for key in phrases.firsts { byKey[key, default: 0] |= kind.rawValue } }
    return WordBits(byKey)
  }()

  /// The classes of each token, and none for the end.
  static func classes(of vocabulary: Vocabulary) -> [WordClass] {
    let byKey = byKey
    let ofWord = vocabulary.words.map { word -> WordClass in
      switch word.kind {
      case .word: WordClass(rawValue: byKey[word.key])
      case .number: .number
      case .mark: mark(word)
      }
    }
    var all = [WordClass](repeating: [], count: vocabulary.places.count + 1)
    for (index, word) in vocabulary.places.enumerated() { all[index] = ofWord[Int(word)] }
    return all
  }
}

/// A closed list of phrases, looked up by their first two syllables.
struct Phrases: Sendable {
  /// The words behind the first two of all phrases, one after the other; of one beginning the longest phrase first.
  private let rest: [UInt64]
  /// Where each phrase's words end in `rest`.
  private let ends: [Int32]
  /// For two first words by their hash: their first phrase, from 1, and in the upper half the one past their last.
  private let places: WordBits
  /// Most two words begin no phrase.
  private let filter: KeyFilter
  /// Phrases of one word.
  private let singles: WordSet
  let firsts: [UInt64]

  init(_ list: String) {
    let phrases = list.utf8.split(whereSeparator: { $0 == 0x2C || $0 == 0x0A }).map { tokenize(Array($0)).map(\.key) }.filter { !$0.isEmpty }
    var rest: [UInt64] = []
    var ends: [Int32] = [0]
    var places: [UInt64: UInt64] = [:]
    var filter = KeyFilter(size: max(6, 68 - phrases.count.leadingZeroBitCount))
    for (beginning, phrases) in Dictionary(grouping: phrases.filter { $0.count > 1 }, by: { mix($0[0], $0[1]) }) {
      let start = ends.count
      for phrase in phrases.sorted(by: { $0.count > $1.count }) {
        rest += phrase.dropFirst(2)
        ends.append(Int32(rest.count))
      }
      places[beginning] = UInt64(start) | UInt64(ends.count) << 32
      filter.insert(beginning)
    }
    (self.rest, self.ends, self.places, self.filter) = (rest, ends, WordBits(places), filter)
    singles = WordSet(keys: phrases.filter { $0.count == 1 }.map { $0[0] })
    firsts = Array(Set(phrases.map { $0[0] }))
  }

  /// One past the longest phrase that starts at `start` and ends before `limit`; nil for none.
  func end(_ tokens: [Token], _ start: Int, _ limit: Int) -> Int? {
    if start + 1 < limit {
      let beginning = mix(tokens[start].key, tokens[start + 1].key)
      let place = filter.mayHold(beginning) ? places[beginning] : 0
      if place != 0, let end = end(tokens, start + 2, limit, Int(place & 0xFFFF_FFFF)..<Int(place >> 32)) { return end }
    }
    return start < limit && singles.contains(tokens[start].key) ? start + 1 : nil
  }

  private func end(_ tokens: [Token], _ start: Int, _ limit: Int, _ phrases: Range<Int>) -> Int? {
    phrases: for phrase in phrases {
      let words = Int(ends[phrase - 1])..<Int(ends[phrase])
      guard start + words.count <= limit else { continue }
      for index in words where tokens[start + index - words.lowerBound].key != rest[index] { continue phrases }
      return start + words.count
    }
    return nil
  }
}

/// Phrases that only join a clause to what stands before it.
enum Connectives {
  static let phrases = Phrases(
    """
    đồng thời, bên cạnh đó, ngoài ra, trong đó, đặc biệt, đặc biệt là, cùng với đó, mặt khác, trước mắt, cụ thể, cụ thể là, theo đó, từ đó, trên cơ sở đó, một là, hai là, ba là, bốn là
    năm là, sáu là, bảy là, tám là, chín là, mười là, thứ nhất, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, song song với đó, song song đó, tiếp đó, tiếp theo, nhất là, cùng đó, qua đó
    về lâu dài, trong thời gian tới, thời gian tới, và, do đó, do vậy, vì vậy, vì thế, chính vì vậy, riêng, tuy nhiên, cuối cùng, hơn nữa, sau đó, trước hết, trước tiên
    trong thời gian tới đây, thời gian tới đây, tới đây, như vậy, bởi vậy, đó là, nhưng, song, đáng chú ý, không những vậy, không chỉ vậy, bên cạnh việc, một mặt, mặt khác, trong giai đoạn tới
    trong năm tới, những tháng cuối năm, trên tinh thần đó, với tinh thần đó, hiện nay, trong quá trình thực hiện, trong quá trình triển khai, để làm được điều đó, muốn vậy, muốn làm được điều đó
    """)
}

/// Nouns for people and bodies: a noun phrase with one of these at its head can be told to act.
enum PartyNouns {
  static let phrases = Phrases(
    """
    lãnh đạo, thủ trưởng, người, người dân, người đứng đầu, người lao động, cán bộ, công chức, viên chức, chính quyền, cấp ủy, cấp uỷ, các cấp, cấp trên, cấp dưới, cấp tỉnh, cấp huyện, cấp xã, cấp cơ sở, cấp có thẩm quyền, chủ, đoàn công tác, đoàn giám sát, đoàn kiểm tra, đoàn thanh tra, đoàn kiểm toán, đoàn khảo sát, khách sạn, nhà hàng, nhà máy, siêu thị, xí nghiệp, trang trại, hộ kinh doanh, hãng lữ hành, ban nhạc, quán ăn, đại biểu, ủy ban, ủy ban kiểm tra, ủy ban nhân dân, uỷ ban, ubnd, hđnd, mttq
    đơn vị, địa phương, cơ quan, cơ quan chủ trì, cơ quan chủ trì soạn thảo, cơ quan soạn thảo, đơn vị chủ trì, đơn vị thi công, đơn vị tư vấn, đơn vị quản lý, đơn vị tổ chức, đơn vị vận hành, cơ quan điều tra, cơ quan quản lý, cơ quan tham mưu
    cơ quan thanh tra, cơ quan kiểm tra, cơ quan thẩm định, cơ quan tổ chức, cơ quan thi hành án, cơ quan thuế, lực lượng quản lý, cán bộ làm công tác, cán bộ quản lý, người quản lý, cơ sở, cơ sở giáo dục, cơ sở y tế, cơ sở kinh doanh, cơ sở sản xuất, cơ sở đào tạo, cơ sở lưu trú, cơ sở giết mổ, tổ chức kinh tế, người lái xe, người điều khiển, người sử dụng, người quản lý, người có thẩm quyền, người đại diện, sở, ngành, doanh nghiệp, ban, bộ, nhân dân, đồng chí, đồng bào, chủ đầu tư, chủ tịch, chủ phương tiện, chủ hộ, chủ cơ sở, chủ nhà trọ, chủ rừng, chủ tàu, chủ xe, chủ sở hữu, chủ cơ sở, công an, lực lượng
    tổ chức, cá nhân, tập thể, bà con, học sinh, sinh viên, hội, hội viên, hội đồng, đoàn, đoàn thể, đoàn viên, hai bên, các bên, bên, nhà trường, nhà thầu, nhà đầu tư, nhà nước, nhà báo, nhà mạng, nhà sản xuất
    nhà khoa học, nhà quản lý, nhà xe, gia đình, phụ huynh, giám đốc, bí thư, tỉnh, thành phố, huyện, xã, phường, thị xã, thị trấn, quận, tp, tphcm, tập đoàn, tổng công ty, công ty, ông, bà, anh, chị, trưởng, phó, cục, vụ
    phòng, chi cục, chi bộ, chi nhánh, chi hội, trung tâm, trường, trường học, bệnh viện, văn phòng, cảnh sát, quân đội, bộ đội, mặt trận, đảng viên, đảng bộ, đảng ủy, thanh tra, thanh niên, phóng viên, báo chí
    ngân hàng, quốc gia, quốc hội, chính phủ, tòa án, tòa, viện, viện kiểm sát, chuyên gia, chuyên viên, giáo viên, giảng viên, bác sĩ, thầy, thầy cô, thầy thuốc, cử tri, hộ, hộ dân, hộ gia đình, khách hàng, hành khách
    hiệp hội, cộng đồng, hợp tác xã, liên đoàn, thôn, bản làng, các bản, buôn, khu phố, khu dân cư, tổ dân phố, tổ công tác, tổ, chiến sĩ, chiến sỹ, sĩ quan, nước, đối tác, nông dân, công nhân, tàu thuyền, ngư dân, dân, thí sinh, luật sư
    khách, du khách, tăng ni, chức sắc, vận động viên, huấn luyện viên, cầu thủ, đội, ban chỉ đạo, ban quản lý, ban tổ chức, lái xe, tài xế, chúng ta, phụ nữ, trẻ em, già làng, thuyền trưởng, thương nhân, bệnh nhân
    nhân viên, cha mẹ, thành viên, ủy viên, hệ thống chính trị, cả hệ thống chính trị, đài truyền hình, kho bạc, điện lực, hải quan, đại sứ quán, kiểm lâm, cụm, khối, các bạn, các em, các cháu, các đồng chí, các anh
    toàn quân, toàn dân, toàn đảng, toàn ngành, toàn lực lượng, tổ chức đảng, mỗi người, mọi người, người sử dụng lao động, chủ thể, thầy giáo, cô giáo, nhà giáo, văn nghệ sĩ, quân khu, quân chủng, bộ chỉ huy, sư đoàn, trung đoàn
    người tiêu dùng, người mua, người bán, người cao tuổi, giới trí thức, giới khoa học, giới doanh nhân, giới báo chí, học viện, học viên, binh chủng, quân chủng, cả nước, toàn xã hội, công dân, ngư dân, tập thể lãnh đạo, người bệnh, người tham gia, người nộp thuế, tổ chức tín dụng, tổ chức chính trị, hãng, hãng hàng không, cảng, đồn, đồn biên phòng, trạm, trạm y tế, thủ đô, các tỉnh, vùng, khu vực, miền, liên minh, ban ngành, sở ngành
    cơ quan quản lý nhà nước, cơ quan thường trực, cơ quan tiến hành tố tụng, cơ quan tố tụng, cơ quan thống kê, cơ quan quản lý thuế, cơ quan đăng kiểm, cơ quan đại diện, cơ quan đại diện chủ sở hữu, cơ quan thông tin, cơ quan thông tấn, cơ quan báo chí
    cơ quan chuyên môn, cơ quan thực hiện, cá nhân kinh doanh, cá nhân trả thu nhập, cơ sở đóng tàu, công ty đóng tàu, cơ sở giáo dục nghề nghiệp, cơ sở giáo dục phổ thông, cơ sở giáo dục đại học, cơ sở giáo dục mầm non, cơ sở đào tạo giáo viên, cơ sở khám bệnh, cơ sở khám bệnh chữa bệnh
    đơn vị sử dụng lao động, đơn vị sử dụng công chức, đơn vị soạn thảo, đơn vị cung cấp, đơn vị cung ứng, đơn vị khai thác, đơn vị tham mưu, đơn vị kinh doanh, doanh nghiệp kinh doanh, doanh nghiệp cung cấp, doanh nghiệp sản xuất, doanh nghiệp xuất khẩu, thương nhân kinh doanh, thương nhân xuất khẩu
    ngành giáo dục, ngành thi hành án, ngành thi hành án dân sự, ngành đóng tàu, viện nghiên cứu, nhà nghiên cứu, nhà tài trợ, hội đồng kỷ luật, tổ thẩm định, người khai hải quan, người quyết định mua sắm, người ra quyết định, người mua sắm, người xử lý, người tố cáo, người khiếu nại, người tham gia giao thông, người giải quyết, người nước ngoài, người lao động nước ngoài
    tổ chức đảng, tổ chức thi công, lực lượng thi hành án, cửa hàng, cửa hàng bán lẻ, cửa hàng kinh doanh, báo cáo viên, kế toán, dn, dnnn, toàn hệ thống chính trị, hệ thống ngân hàng, y bác sĩ, y bác sỹ, y sĩ, tàu cá, chủ tàu cá, chi ủy, cấp thẩm quyền, tuổi trẻ, tư lệnh ngành, thế hệ, thế hệ trẻ, cbcc, cbccvc, bv, tòa soạn, tác giả, nhà hảo tâm, người làm báo, doanh nhân
    """)

  /// Words of two syllables that only end like one of them: "tăng trưởng", "nội bộ", "phục vụ".
  static let endings = Phrases(
    """
    tăng trưởng, sinh trưởng, nội bộ, toàn bộ, tiến bộ, đồng bộ, cục bộ, cán bộ, đường bộ, sơ bộ, bách bộ, phục vụ, nhiệm vụ, dịch vụ, nghiệp vụ, nghĩa vụ, chức vụ, công vụ, nội vụ, sự vụ, mùa vụ, thời vụ
    xã hội, đại hội, cơ hội, lễ hội, quốc hội, giáo hội, hiệp hội, thức tỉnh, cảnh tỉnh, hợp tác xã, đề phòng, dự phòng, quốc phòng, biên phòng, phi trường, thị trường, môi trường, hiện trường, lập trường, quảng trường
    công trường, nông trường, lâm trường, thao trường, tự chủ, dân chủ, làm chủ, bố cục, kết cục, trụ sở, cơ sở, bảo hộ, ủng hộ, căn hộ, quân đội, hành khách, du khách, công dân, nông dân, người dân, nhân dân, toàn dân
    quốc dân, đất nước, trong nước, ngoài nước, nhà nước, thoát nước, nguồn nước, chuyên ngành, liên ngành, đối phó, ứng phó, bến cảng, hải cảng
    """)

  /// "Người đứng đầu Đảng", "lãnh đạo tỉnh": somebody in particular, though not named here.
  static let heads = WordSet("người lãnh vị đại")

  /// What only starts like one of them: "trường hợp", "ban hành".
  static let others = Phrases(
    """
    trường hợp, chủ trương, chủ động, chủ trì, chủ yếu, chủ đề, chủ quyền, chủ quan, chủ nghĩa, chủ nhật, chủ lực, chủ chốt, chủ trương này, chủ đạo, quán triệt, hội nghị, hội thảo, hội đàm, hội chợ, bản án, ban hành, bản chất, bản sắc, bản đồ, hộ chiếu, hộ khẩu, cấp phép, cấp bách, cấp thiết, cấp độ, cấp cứu, cấp phát, khối lượng, vùng cấm, đoàn kết, ngành nghề, cơ sở vật chất
    cơ sở hạ tầng, cơ sở dữ liệu, cơ sở pháp lý, tổ quốc, bộ máy, bộ phận, bộ luật, bộ luật dân sự, bộ sách, bộ tiêu chí, phòng chống, phòng ngừa, phòng cháy, phòng dịch, dân số, dân sự, dân trí, dân chủ, nước sạch, nước ngầm, nước thải, nước biển
    nước lũ, vụ việc, vụ án, vụ mùa, hộ đê, trưởng thành, phó mặc, người ta, đại hội, anh ninh, bên cạnh, bên trong, bên ngoài, khu vực này, chị thị, viện trợ, viện dẫn, đội hình, trạm thu phí, cảng biển, khách quan, bản lĩnh, bản thân, tỉnh táo, tỉnh lộ
    ông bà, tòa nhà, ban đầu, ban ngày, ban đêm, cụm từ, nước uống, nước sinh hoạt, dân vận, dân tộc, dân cư, ngành hàng, đồng bào dân tộc, cán cân, hộ lý, thôn tính, cơ sở này, trường bắn, xã hội, xã hội hóa, xã luận, huyện lộ, chi tiêu, tổ chức lại, tổ hợp, tổ yến
    """)
}
