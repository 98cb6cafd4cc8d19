#include "include/cicu.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/uversion.h>

extern "C" cicu_result cicu_nfc(const uint8_t *bytes, int32_t length) {
  cicu_result result = {};
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  out.reserve(static_cast<size_t>(length));
  icu::Edits edits;
  if (U_SUCCESS(status)) {
    icu::StringByteSink<std::string> sink(&out);
    nfc->normalizeUTF8(0, icu::StringPiece(reinterpret_cast<const char *>(bytes), length), sink, &edits, status);
  }
  if (U_FAILURE(status)) {
    result.error = u_errorName(status);
    return result;
  }
  std::vector<cicu_edit> list;
  for (icu::Edits::Iterator it = edits.getFineChangesIterator(); it.next(status);)
    list.push_back({it.sourceIndex(), it.oldLength(), it.destinationIndex(), it.newLength()});
  result.length = static_cast<int32_t>(out.size());
  result.bytes = static_cast<uint8_t *>(std::malloc(out.size() + 1));
  result.edit_count = static_cast<int32_t>(list.size());
  result.edits = static_cast<cicu_edit *>(std::malloc(sizeof(cicu_edit) * (list.size() + 1)));
  if (!result.bytes || !result.edits) {
    cicu_result_free(result);
    result = {};
    result.error = u_errorName(U_MEMORY_ALLOCATION_ERROR);
    return result;
  }
  std::memcpy(result.bytes, out.data(), out.size());
  if (!list.empty()) std::memcpy(result.edits, list.data(), sizeof(cicu_edit) * list.size());
  return result;
}

extern "C" void cicu_result_free(cicu_result result) {
  std::free(result.bytes);
  std::free(result.edits);
}

extern "C" bool cicu_high_half(const uint8_t *name, uint32_t *high) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(reinterpret_cast<const char *>(name), &status);
  if (U_FAILURE(status)) return false;
  for (int byte = 0x80; byte <= 0xFF; byte++) {
    const char source = static_cast<char>(byte);
    UChar target[4];
    status = U_ZERO_ERROR;
    ucnv_reset(converter);
    const int32_t length = ucnv_toUChars(converter, target, 4, &source, 1, &status);
    // Bytes without a meaning come back as themselves in some of ICU's tables: C1 controls.
    high[byte - 0x80] = U_SUCCESS(status) && length == 1 && target[0] >= 0xA0 ? target[0] : 0xFFFD;
  }
  ucnv_close(converter);
  return true;
}

extern "C" const char *cicu_version(void) { return U_ICU_VERSION; }
