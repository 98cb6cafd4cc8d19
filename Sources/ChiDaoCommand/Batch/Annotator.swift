import ChiDao
import Crypto
import Normalization

/// 16 MiB; the work on a document takes about 30 times its size in memory.
let defaultDocumentLimit = 16 << 20

/// From an input to its record: what each worker does.
struct Annotator: Sendable {
  var reading: Reading
  var limit: Int

  /// A record, and the document that it is of, its bytes left out.
  struct Annotated: Sendable {
    var document: ReadDocument
    var record: [UInt8]

    /// Stands for the id among a run's ids: 64 bits of SHA-256, which do not meet by chance.
    var idKey: UInt64 { SHA256.hash(data: Array(document.id.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
  }

  func annotate(_ input: Input) -> Result<Annotated, DocumentFailure> {
    Result { () throws(DocumentFailure) in
      var document = try input.read(limit: limit)
      var pipeline = reading.pipeline
      if let encoding = document.encoding { pipeline.encoding = encoding }
      do throws(NormalizationError) {
        let format = document.line == nil ? reading.format(of: document.path) : .text
        let record = try pipeline.record(document.source, id: document.id, path: document.path, format: format, metadata: document.metadata)
        document.source = []
        return Annotated(document: document, record: record)
      } catch {
        throw document.failure(error)
      }
    }
  }
}
