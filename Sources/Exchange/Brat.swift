/// brat's standoff: NAME.txt, and NAME.ann with text-bound annotations (T), relations (R), events (E), attributes (A) and
/// normalizations (N). Offsets are code points. A directive is an event whose trigger is its content.
///
/// https://brat.nlplab.org/standoff.html
public enum Brat {
  /// What `annotation.conf` declares, so that a brat collection opens as it is.
  public static let configuration = """
    [entities]
    PERSON
    ORGANIZATION
    LOCATION
    ROLE
    LEGAL_DOCUMENT
    LEGAL_PROVISION
    DATE
    EVENT
    PROGRAM
    ISSUER
    ADDRESSEE
    DEADLINE
    CUE

    [relations]
    holds_role Arg1:<ENTITY>, Arg2:<ENTITY>
    role_at Arg1:<ENTITY>, Arg2:<ENTITY>
    part_of Arg1:<ENTITY>, Arg2:<ENTITY>
    located_in Arg1:<ENTITY>, Arg2:<ENTITY>
    issued_by Arg1:<ENTITY>, Arg2:<ENTITY>
    issued_on Arg1:<ENTITY>, Arg2:<ENTITY>
    provision_of Arg1:<ENTITY>, Arg2:<ENTITY>
    <OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

    [events]
    Directive Issuer*:<ENTITY>, Addressee*:<ENTITY>, Support*:<ENTITY>, Deadline*:<ENTITY>, Basis*:<ENTITY>, Cue*:<ENTITY>, Continues*:Directive

    [attributes]
    Force Arg:Directive, Value:order|assign|request|propose|emphasis|appeal|prohibit|duty

    """
}

extension Markup {
  /// The lines of NAME.ann.
  func brat() -> String {
    let scalars = Array(text.unicodeScalars)
    var lines: [String] = []
    /// brat shows a span that crosses line ends as one piece a line.
    func pieces(_ span: Span) -> (offsets: String, text: String) {
      var offsets: [String] = []
      var view = String.UnicodeScalarView()
      var start = span.start
      for index in span.start..<span.end {
        let isBreak = scalars[index] == "\n" || scalars[index] == "\r"
        view.append(isBreak ? " " : scalars[index])
        if isBreak {
          if start < index { offsets.append("\(start) \(index)") }
          start = index + 1
        }
      }
      if start < span.end { offsets.append("\(start) \(span.end)") }
      return (offsets.joined(separator: ";"), String(view))
    }
    var events: [Int: Int] = [:]
    for (position, span) in spans.enumerated() {
      let isDirective = span.label.hasPrefix(Markup.directive)
      if isDirective { events[position] = events.count + 1 }
      let (offsets, text) = pieces(span)
      lines.append("T\(position + 1)\t\(isDirective ? "Directive" : span.label) \(offsets)\t\(text)")
    }
    var roles: [Int: [String]] = [:]
    var relations = 0
    for link in links {
      guard events[link.from] != nil, Markup.directiveLinks.contains(link.label) else {
        relations += 1
        lines.append("R\(relations)\t\(link.label) Arg1:T\(link.from + 1) Arg2:T\(link.to + 1)")
        continue
      }
      let role = link.label.prefix(1).uppercased() + link.label.dropFirst()
      let earlier = (roles[link.from] ?? []).count { $0.hasPrefix(role) }
      roles[link.from, default: []].append("\(role)\(earlier == 0 ? "" : "\(earlier + 1)"):\(events[link.to].map { "E\($0)" } ?? "T\(link.to + 1)")")
    }
    for (position, event) in events.sorted(by: { $0.value < $1.value }) {
      lines.append((["E\(event)\tDirective:T\(position + 1)"] + (roles[position] ?? [])).joined(separator: " "))
      lines.append("A\(event)\tForce E\(event) \(spans[position].label.dropFirst(Markup.directive.count))")
    }
    for (index, reference) in references.enumerated() {
      lines.append("N\(index + 1)\tReference T\(reference.span + 1) \(reference.database):\(token(reference.key))\t\(pieces(spans[reference.span]).text)")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A brat key holds no white space.
  private func token(_ key: String) -> String { key.split { $0.isWhitespace }.joined(separator: "_") }

  /// Notes (#), normalizations (N) and equivalences (*) are passed over: gold has no place for them.
  public init(brat annotations: String, text: String, id: String) throws(ExchangeError) {
    self.init(id: id, text: text)
    let scalars = Array(text.unicodeScalars)
    var positions: [String: Int] = [:]
    var events: [(id: String, trigger: String, arguments: [(role: String, target: String)])] = []
    var forces: [String: String] = [:]
    var relations: [(label: String, from: String, to: String)] = []
    for (index, line) in annotations.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }).enumerated() where !line.isEmpty {
      func fail(_ cause: String) -> ExchangeError { ExchangeError(description: "\(id).ann: line \(index + 1): \(cause)") }
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 2, let kind = line.first else { throw fail("no tab") }
      let words = fields[1].split(separator: " ").map(String.init)
      switch kind {
      case "T":
        let numbers = fields[1].split { $0 == " " || $0 == ";" }.dropFirst().map { Int($0) ?? -1 }
        guard numbers.count >= 2, numbers.count.isMultiple(of: 2), let start = numbers.first, let end = numbers.last,
          0 <= start, start < end, end <= scalars.count, zip(numbers, numbers.dropFirst()).allSatisfy(<=)
        else { throw fail("no span in a text of \(scalars.count) code points: \(fields[1])") }
        // Gold spans are whole: pieces may only be parted by white space (brat parts them at line ends).
        for gap in stride(from: 1, to: numbers.count - 1, by: 2)
        where scalars[numbers[gap]..<numbers[gap + 1]].contains(where: { !$0.properties.isWhitespace }) {
          throw fail("a discontinuous span: \(fields[1])")
        }
        positions[fields[0]] = spans.count
        spans.append(Span(start: start, end: end, label: words[0]))
      case "E":
        let pairs = words.map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
        guard pairs.allSatisfy({ $0.count == 2 }), let trigger = pairs.first else { throw fail("no event: \(fields[1])") }
        events.append((fields[0], trigger[1], pairs.dropFirst().map { ($0[0], $0[1]) }))
      case "A", "M": if words.count == 3, words[0] == "Force" { forces[words[1]] = words[2] }
      case "R":
        guard words.count == 3, words[1].hasPrefix("Arg1:"), words[2].hasPrefix("Arg2:") else { throw fail("no relation: \(fields[1])") }
        relations.append((words[0], String(words[1].dropFirst(5)), String(words[2].dropFirst(5))))
      case "N", "#", "*": break
      default: throw fail("no annotation: \(fields[0])")
      }
    }
    // An event stands for its trigger; two events on one trigger are two directives.
    var taken: Set<Int> = []
    for event in events {
      guard let trigger = positions[event.trigger] else { throw ExchangeError(description: "\(id).ann: \(event.id): no \(event.trigger)") }
      let label = Markup.directive + (forces[event.id] ?? "")
      if taken.insert(trigger).inserted {
        spans[trigger].label = label
        positions[event.id] = trigger
      } else {
        positions[event.id] = spans.count
        spans.append(Span(start: spans[trigger].start, end: spans[trigger].end, label: label))
      }
    }
    func position(_ name: String) throws(ExchangeError) -> Int {
      guard let position = positions[name] else { throw ExchangeError(description: "\(id).ann: no \(name)") }
      return position
    }
    for event in events {
      for (role, target) in event.arguments {
        let label = role.lowercased().filter { !$0.isNumber }
        links.append(Link(from: try position(event.id), to: try position(target), label: label))
      }
    }
    for relation in relations { links.append(Link(from: try position(relation.from), to: try position(relation.to), label: relation.label)) }
  }
}
