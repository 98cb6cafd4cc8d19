import Normalization
import Testing
import TextModel

private let tones = ["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"]

private func words(_ list: String) -> [String] { list.split { $0 == " " || $0 == "\n" }.map(String.init) }

/// The syllable with its tone on letter `place`, composed by Swift's own String.
private func spelled(_ syllable: String, tone: String, at place: Int) -> String {
  var scalars = String.UnicodeScalarView()
  for (index, scalar) in syllable.unicodeScalars.enumerated() {
    scalars.append(scalar)
    if index == place { scalars.append(contentsOf: tone.unicodeScalars) }
  }
  return String(scalars)
}

/// All rimes, after no onset, after "h" and after "qu": with each tone, both styles lead to each other, and the token key is one.
@Test func `tone marks move between the styles in open oa, oe, uy and in no other rime`() throws {
  var moved: Set<String> = []
  var count = 0
  let syllables =
    words(Syllables.rimes).flatMap { [$0, "h" + $0, "ng" + $0] } + words(Syllables.rimesAfterQu).map { "qu" + $0 } + ["gia", "giang", "giêng", "gi"]
  for syllable in syllables {
    let letters = syllable.unicodeScalars.map(\.value)
    let (old, new) = (try #require(Syllables.tonePlace(letters, style: .old)), try #require(Syllables.tonePlace(letters, style: .new)))
    for tone in tones.dropFirst() {
      let (oldText, newText) = (spelled(syllable, tone: tone, at: old), spelled(syllable, tone: tone, at: new))
      var text = try normalize(Array(oldText.utf8))
      #expect(text.counts.allSatisfy { $0.step == "nfc" })
      let oldBytes = text.utf8
      text.rewriteTones(.new)
      let newBytes = text.utf8
      #expect(newBytes == (try normalize(Array(newText.utf8)).utf8), "\(syllable)")
      text.rewriteTones(.old)
      #expect(text.utf8 == oldBytes, "\(syllable)")
      #expect(tokenize(oldBytes)[0].key == tokenize(newBytes)[0].key)
      if oldBytes != newBytes { moved.insert(syllable) }
      count += 1
    }
  }
  #expect(moved == ["oa", "oe", "uy", "hoa", "hoe", "huy", "ngoa", "ngoe", "nguy"])
  #expect(count > 2500)
}

/// The places that schoolbooks give, by example.
@Test(arguments: [
  "hoàn", "quý", "suýt", "khuỷu", "giếng", "quả", "quẹn", "hoài", "ngoéo", "thuở", "khuyến", "mười", "tiếng", "của", "mía", "lừa", "giá", "gì", "quốc", "ngoáy",
  "khuếch", "yếu",
  "uống", "bóng", "kéo",
]) func `a tone stands where schoolbooks put it, in both styles`(word: String) throws {
  let normal = try normalize(Array(word.utf8)).utf8
  for style in ToneStyle.allCases {
    var text = try normalize(normal)
    text.rewriteTones(style)
    #expect(text.utf8 == normal)
    // Taken off and put back by rule.
    let letters = String(decoding: normal, as: UTF8.self).unicodeScalars.map { Letters.letter($0.value) }
    #expect(Syllables.tonePlace(letters.map(\.base), style: style) == letters.firstIndex { $0.tone != 0 })
  }
}

@Test(arguments: [("kỹ", "kĩ"), ("chiến sỹ", "chiến sĩ"), ("hòa", "hoà"), ("thủy", "thuỷ"), ("quý", "quí"), ("mỹ", "mĩ"), ("lý", "lí"), ("KỸ", "kĩ")])
func `tables match whatever the place of the tone and i or y`(one: String, other: String) {
  #expect(tokenize(Array(one.utf8)).map(\.key) == tokenize(Array(other.utf8)).map(\.key))
}

@Test(arguments: [("kỷ", "kì"), ("tay", "tai"), ("thúy", "thúi"), ("hoa", "hòa")])
func `different words have different keys`(one: String, other: String) {
  #expect(tokenize(Array(one.utf8))[0].key != tokenize(Array(other.utf8))[0].key)
}
