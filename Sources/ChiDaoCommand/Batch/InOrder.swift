/// Works on `jobs` batches at once and hands the answers over in input order. Memory does not grow with the number of inputs:
/// at most a few batches are read ahead, and of large documents only as many as fit in 8 MiB a job. What a stream brings is
/// worked on at once, without waiting for more. Stops early when `receive` answers false, or, with all in hand done, on a stop signal.
func inOrder<Answer: Sendable>(
  _ intake: inout Intake, jobs: Int, work: @escaping @Sendable (Result<Input, DocumentFailure>) -> Answer, receive: (Answer) throws -> Bool
) async throws {
  let room = jobs << 23
  try await withThrowingTaskGroup(of: (Int, Batch, [Answer]).self) { group in
    var next = 0
    var due = 0
    var running = 0
    var bytesInHand = 0
    var prepared: Batch?
    var waiting: [Int: (Batch, [Answer])] = [:]
    while true {
      while running < jobs, next - due < jobs * 4, !StopSignal.isSet {
        if prepared == nil { prepared = Batch(&intake, wait: next == due) }
        guard let batch = prepared, next == due || bytesInHand + batch.bytes <= room else { break }
        let number = next
        group.addTask { (number, batch, batch.inputs.map(work)) }
        prepared = nil
        next += 1
        running += 1
        bytesInHand += batch.bytes
      }
      guard let (number, batch, answers) = try await group.next() else { return }
      running -= 1
      waiting[number] = (batch, answers)
      while let (batch, answers) = waiting.removeValue(forKey: due) {
        for answer in answers {
          if try !receive(answer) {
            group.cancelAll()
            return
          }
        }
        bytesInHand -= batch.bytes
        due += 1
      }
    }
  }
}

private struct Batch: Sendable {
  var inputs: [Result<Input, DocumentFailure>] = []
  var bytes = 0

  /// The next 16 inputs, or fewer when they are large or no more are there yet; nil when there is none.
  init?(_ intake: inout Intake, wait: Bool) {
    collecting: while inputs.count < 16, bytes < 1 << 20 {
      switch intake.next(wait: wait && inputs.isEmpty) {
      case .input(let input):
        inputs.append(.success(input))
        bytes += input.size
      case .failure(let failure): inputs.append(.failure(failure))
      case .notReady, .end: break collecting
      }
    }
    if inputs.isEmpty { return nil }
  }
}
