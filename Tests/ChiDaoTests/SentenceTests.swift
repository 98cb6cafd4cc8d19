import ChiDao
import Testing

/// "|" stands where one sentence ends and the next starts.
@Test(arguments: [
  "Đoàn làm việc tại xã. |Sau đó đoàn về huyện.",
  "Ông đến TP. Huế hôm nay.",
  "Ông đến TP.HCM. |Ngày mai ông về.",
  "PGS.TS. Nguyễn Văn An phát biểu.",
  "Ngày 22.4 đoàn đến, có 1.000 người.",
  "1. Đẩy mạnh cải cách. |Tăng cường kiểm tra.",
  "### 1. Quyền thành lập doanh nghiệp",
  "**Điều 44c. Dự án áp dụng hình thức chỉ định**",
  "Luật quy định: \"5. Cơ sở giáo dục phải công khai.\"",
  "Kết quả là 3. |Đội thắng.",
  "“Chúng tôi làm ngay.” |Ông nói thêm như vậy.",
  "“Chúng tôi làm ngay”, ông nói.",
  "Có gạo, ngô… và sắn.",
  "Đã làm xong.Ngày mai sẽ làm tiếp.".replacing(".Ng", with: ".|Ng"),
  "Ai làm? |Ai chịu trách nhiệm!",
  "Việc lớn; việc nhỏ: đều phải làm.",
  "Ảnh: T. Sỹ",
  "Cổng Chinhphu.vn đưa tin.",
  "Trao cho nhóm đạt giải A. |Chủ tịch nước tin tưởng.",
  "Đường cửa ngõ của TP. |Cũng theo ông Hòa, đã đến lúc làm.",
  "Mỗi năm chỉ được 1.600.Nếu tỉnh thống nhất thì làm.".replacing(".Nếu", with: ".|Nếu"),
  "Phải đủ sống.“Đây là bản chất tốt”, ông nói.".replacing(".“", with: ".|“"),
])
func `sentences end where a reader ends them`(marked: String) throws {
  let text = marked.replacing("|", with: "")
  let document = try Pipeline().annotate(Array(text.utf8)).document
  let found = document.sentences.map { document.string($0.range) }
  #expect(found == marked.split(separator: "|").map { String($0).trimmingPrefix(while: { $0 == " " }) }.map { trimEnd(String($0)) })
}

private func trimEnd(_ text: String) -> String {
  var text = text
  while text.last == " " { text.removeLast() }
  return text
}
