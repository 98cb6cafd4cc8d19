internal import TextModel

func keys(_ words: StaticString) -> WordSet { WordSet(words) }

/// Closed classes of Vietnamese function words that decide whether a verb directs, and where its complement starts.
enum Words {
  /// A verb after one of these is a noun, a passive or part of another word: "theo yêu cầu", "ý kiến chỉ đạo", "được giao".
  static let nounBefore = keys(
    "theo sự kiến ý được bị của những các công tác việc đáp ứng số nhiều hoạt động nội dung trình tinh thần lời thực có ban người quyền đạo phải cơ quan nhiệm vụ mọi tờ mục đúng vượt nhu đảm bảo thể gia từ một tiêu thiết không chưa chẳng sẽ cần lãnh để nên hãy và"
  )
  /// "giao" before these is another word: giao thông, giao dịch.
  static let giaoNext = keys("thông dịch lưu ban hàng tiếp thoa nộp thừa mùa động điểm diện tranh nhận kèo chiến thương hợp đất quân lộ hưởng")
  static let giaoBefore = keys("chuyển bàn tin ngoại xã tiếp")
  static let modal = keys("cần phải hãy nên")
  /// Before the verb these make a report or a plan of it.
  static let report = keys("đã đang vừa từng sẽ mới")
  /// Words that start the name of a class of addressees.
  static let partyStart = keys(
    "các những mỗi từng mọi toàn cả lãnh thủ người cán chính cấp đại ủy đơn địa cơ sở ngành doanh ban bộ nhân đồng tất chủ công lực tổ bà học hội đoàn hai ba bốn UBND HĐND Ủy Công Sở Ban Bộ Chủ Thủ Người Các Mỗi Đồng Lãnh nhà gia phụ giám bí tỉnh thành huyện xã phường TP TPHCM Thành Tỉnh tập Tập Tổng"
  )
  /// An entity after one of these is not the subject: "tại Hà Nội", "ý kiến của Thủ tướng".
  static let preposition = keys("của tại với về cho theo ở từ trong đến vào trên gửi tới cùng gồm bởi do nhằm dự thuộc")
  /// "X ký Công điện … yêu cầu": who signs directs, not the document.
  static let issuing = keys("ký hành có gửi ra phát hành")
  /// Verbs of saying: who says so speaks for the sentences that follow.
  static let saying = ["cho biết", "cho rằng", "phát biểu", "cho hay", "chia sẻ", "khẳng định", "nhấn mạnh", "đánh giá", "gợi ý", "nêu rõ", "nói", "trao đổi", "bày tỏ", "lưu ý", "chỉ rõ"]
    .map { tokenize(Array($0.utf8)).map(\.key) }
  /// "phải chịu", "phải đối mặt", "cần thiết": no call to act.
  static let notAfterModal = keys("là đối nhập rời bỏ thiết chăng mất trả chi bó đến gánh")
  static let notBeforeModal = keys("không chẳng chưa vừa bị lẽ trái tôi họ em mình nhưng đã vẫn lại mức thiết")
  static let comrade = tokenize(Array("đồng chí".utf8)).map(\.key)
  static let pronouns = keys("ông bà")
  static let deadlineBefore = keys("trước trong nhất hết xong")
  static let connectives = [
    "đồng thời", "bên cạnh đó", "ngoài ra", "trong đó", "đặc biệt", "cùng với đó", "mặt khác", "trước mắt", "cụ thể", "theo đó", "từ đó",
    "trên cơ sở đó", "hai là", "một là", "ba là", "bốn là", "năm là", "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "song song với đó",
    "tiếp đó", "nhất là", "cùng đó", "qua đó", "về lâu dài", "trong thời gian tới", "thời gian tới", "và", "do đó", "vì vậy", "riêng", "tuy nhiên",
    "cuối cùng", "bên cạnh việc", "chú ý", "hơn nữa", "song song đó", "chính vì vậy", "vì thế", "sau đó", "trước hết",
  ].map { tokenize(Array($0.utf8)).map(\.key) }
  /// A table verb after one of these is a noun's modifier.
  static let nounHead = keys("tác việc sự về của được bị có từ để khả trình đáng")
  static let determiner = keys("các những mọi từng mỗi nhiều một chí và")
}
