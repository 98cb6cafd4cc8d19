import ChiDao
import Crypto
import Normalization

/// 16 MiB; the work on a document takes about 30 times its size in memory.
let defaultDocumentLimit = 16 << 20

/// From an input to its record: what each worker does.
struct Annotator: Sendable {
  var pipeline: Pipeline
  var reading: Reading
  var limit: Int
  /// Records that need not be made again; with them, answers bring what a manifest says of a record.
  var held: Shards.Held?

  struct Answer: Sendable {
    var document: ReadDocument
    /// Of the input: the bytes of its file or its line.
    var size: Int
    var record: [UInt8] = []
    var row: Manifest.Row?
    /// Set when the record is held and so was not made.
    var heldInput: Input?

    /// Stands for the id among a run's ids: 64 bits of SHA-256, which do not meet by chance.
    var idKey: UInt64 { Manifest.key(document.id) }
  }

  func annotate(_ input: Input) -> Result<Answer, DocumentFailure> { annotate(input, using: held) }

  /// With `held` left out, the record is made in any case.
  func annotate(_ input: Input, using held: Shards.Held?) -> Result<Answer, DocumentFailure> {
    Result { () throws(DocumentFailure) in
      var answer = Answer(document: try input.read(limit: limit), size: input.size)
      let document = answer.document
      answer.document.source = []
      if self.held != nil {
        let digest = if case .line(let line) = input.content { SHA256.hash(data: line.bytes ?? []) } else { SHA256.hash(data: document.source) }
        answer.row = Manifest.Row(id: document.id, path: document.path, input_sha256: hex(digest), bytes: 0)
        if let held, let key = answer.row?.key, held.contains(key) {
          answer.heldInput = input
          return answer
        }
      }
      var pipeline = pipeline
      if document.isText { pipeline.encoding = .utf8 }
      do throws(NormalizationError) {
        let format = document.isText ? .text : reading.format(of: document.path)
        let record = try pipeline.record(document.source, id: document.id, path: document.path, format: format, metadata: document.metadata)
        answer.record = record
        answer.row?.bytes = record.count
        return answer
      } catch {
        throw document.failure(error)
      }
    }
  }
}
