#ifndef CICU_H
#define CICU_H
// A C face over ICU: Normalizer2::normalizeUTF8 with Edits, which ICU offers to C++ only, and its converters, whose
// C names carry the version.
#include <stdbool.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// One changed stretch: bytes [source, source + source_length) became
/// [target, target + target_length).
typedef struct {
  int32_t source, source_length, target, target_length;
} cicu_edit;

/// The result of one call; free it with cicu_result_free. `error` is an ICU error name or NULL.
typedef struct {
  uint8_t *bytes;
  int32_t length;
  cicu_edit *edits;
  int32_t edit_count;
  const char *error;
} cicu_result;

/// NFC of well-formed UTF-8 (ICU passes ill-formed bytes through: validate first).
cicu_result cicu_nfc(const uint8_t *bytes, int32_t length);
void cicu_result_free(cicu_result result);
/// The code points of bytes 0x80 to 0xFF in the single-byte encoding `name` (`high` has room for 128; 0xFFFD where a byte
/// means nothing). False when ICU does not know the name. `name` ends with a NUL.
bool cicu_high_half(const uint8_t *name, uint32_t *high);
/// "72.1", say.
const char *cicu_version(void);

#ifdef __cplusplus
}
#endif
#endif
