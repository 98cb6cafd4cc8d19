#ifndef CHTML_H
#define CHTML_H
// A C face over libxml2's HTML parser, by events, with the bytes of the source that each event stands on.
#include <stdbool.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

typedef enum { CHTML_OPEN, CHTML_CLOSE, CHTML_ATTRIBUTE, CHTML_TEXT } chtml_kind;

/// `text` (of `length` bytes): an element's name in lower case, an attribute's value, or text. `name`: an attribute's name.
/// `source`, `source_length`: of text, where it stands in the input; the lengths are equal when it stands there byte for byte,
/// and differ when a character reference was resolved. `source` of an element: about where its tag ends.
typedef struct {
  chtml_kind kind;
  const uint8_t *text;
  int32_t length;
  const uint8_t *name;
  int32_t source, source_length;
} chtml_event;

/// Parses well-formed UTF-8 and calls `receive` for every event in order; pointers hold during the call only. Ends early when
/// `receive` answers false. False when libxml2 cannot be set up.
bool chtml_parse(const uint8_t *bytes, int32_t length, void *context, bool (*receive)(void *context, const chtml_event *event));

/// The code point of a named character reference ("nbsp"), 0 when HTML has none. `name` ends with a NUL.
uint32_t chtml_entity(const uint8_t *name);

#ifdef __cplusplus
}
#endif
#endif
