internal import TextModel

/// One candidate that was looked at, for `explain`.
struct Trail {
  var candidate: Candidate
  var clause: Range<Int>
}
