internal import TextModel

/// Where the text puts the tone mark of open oa, oe, uy: "old" (hòa, thủy), "new" (hoà, thuỷ), "mixed", or nil when it shows none.
public func toneStyle(_ utf8: [UInt8]) -> String? {
  var old = 0
  var new = 0
  var index = 0
  var last: (base: UInt32, tone: UInt8) = (0, 0)
  var beforeLast: UInt32 = 0
  func close() {
    // The last two letters of the syllable: o/u with the mark, or a/e/y with it; "qu" and "gi" do not count.
    guard beforeLast != 0 else { return }
    let isPair = (firstBase == 0x6F && (last.base == 0x61 || last.base == 0x65)) || (firstBase == 0x75 && last.base == 0x79)
    guard isPair, !(firstBase == 0x75 && beforeFirst == 0x71) else { return }
    if firstTone != 0 { old += 1 } else if last.tone != 0 { new += 1 }
  }
  var firstBase: UInt32 = 0
  var firstTone: UInt8 = 0
  var beforeFirst: UInt32 = 0
  while index < utf8.count {
    let (scalar, length) = decodeScalar(utf8, index)
    let letter = Letters.letter(scalar)
    if letter.isLetter {
      beforeFirst = firstBase
      firstBase = last.base
      firstTone = last.tone
      beforeLast = last.base
      last = (letter.base, letter.tone)
    } else {
      close()
      last = (0, 0)
      beforeLast = 0
      firstBase = 0
      firstTone = 0
      beforeFirst = 0
    }
    index += length
  }
  close()
  if old > 0 && new > 0 { return "mixed" }
  return old > 0 ? "old" : new > 0 ? "new" : nil
}
