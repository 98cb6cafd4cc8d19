#include "include/chtml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

typedef struct {
  htmlParserCtxtPtr parser;
  const uint8_t *bytes;
  int32_t length, seen;
  void *context;
  bool (*receive)(void *, const chtml_event *);
} state;

static void send(state *s, const chtml_event *event) {
  if (!s->receive(s->context, event)) xmlStopParser(s->parser);
}

static void open_element(void *data, const xmlChar *name, const xmlChar **attributes) {
  state *s = data;
  const long at = xmlByteConsumed(s->parser);
  chtml_event event = {CHTML_OPEN, name, (int32_t)strlen((const char *)name), NULL, at < 0 ? 0 : (int32_t)at, 0};
  send(s, &event);
  for (; attributes && attributes[0]; attributes += 2) {
    const xmlChar *value = attributes[1] ? attributes[1] : (const xmlChar *)"";
    chtml_event attribute = {CHTML_ATTRIBUTE, value, (int32_t)strlen((const char *)value), attributes[0], 0, 0};
    send(s, &attribute);
  }
}

static void close_element(void *data, const xmlChar *name) {
  chtml_event event = {CHTML_CLOSE, name, (int32_t)strlen((const char *)name), NULL, 0, 0};
  send(data, &event);
}

static bool stands_at(const state *s, long start, const xmlChar *chars, int length) {
  return start >= s->seen && start + length <= s->length && memcmp(s->bytes + start, chars, (size_t)length) == 0;
}

// Where text stands: byte for byte right after the last text, or close to the parser's place (which may be a character before
// the end of a long run, or after what it has looked at); else it is a character reference that ends at the parser's place.
static void text(void *data, const xmlChar *chars, int length) {
  state *s = data;
  const long consumed = xmlByteConsumed(s->parser);
  const int32_t at = consumed < 0 || consumed > s->length ? s->length : (int32_t)consumed;
  const bool is_reference = at > 0 && s->bytes[at - 1] == ';' && !(chars[length - 1] == ';');
  chtml_event event = {CHTML_TEXT, chars, length, NULL, -1, length};
  if (!is_reference) {
    if (at - s->seen <= length + 8 && stands_at(s, s->seen, chars, length)) event.source = s->seen;
    for (int shift = 0; event.source < 0 && shift <= 8; shift++) {
      if (stands_at(s, at - length + shift, chars, length)) event.source = at - length + shift;
      else if (stands_at(s, at - length - shift, chars, length)) event.source = at - length - shift;
    }
  }
  if (event.source < 0) {
    int32_t start = at;
    while (start > s->seen && at - start < 64 && s->bytes[start - 1] != '&') start--;
    event.source = start > s->seen && s->bytes[start - 1] == '&' ? start - 1 : s->seen > at - length ? s->seen : at - length;
    event.source_length = at > event.source ? at - event.source : 0;
  }
  s->seen = event.source + event.source_length;
  send(s, &event);
}

bool chtml_parse(const uint8_t *bytes, int32_t length, void *context, bool (*receive)(void *, const chtml_event *)) {
  xmlInitParser();
  state s = {NULL, bytes, length, 0, context, receive};
  htmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = open_element;
  handler.endElement = close_element;
  handler.characters = text;
  handler.ignorableWhitespace = text;
  s.parser = htmlCreateMemoryParserCtxt((const char *)bytes, length);
  if (!s.parser) return length == 0;
  htmlCtxtUseOptions(s.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(s.parser, XML_CHAR_ENCODING_UTF8);
  htmlSAXHandlerPtr own = s.parser->sax;
  s.parser->sax = &handler;
  s.parser->userData = &s;
  htmlParseDocument(s.parser);
  s.parser->sax = own;
  htmlFreeParserCtxt(s.parser);
  return true;
}

uint32_t chtml_entity(const uint8_t *name) {
  const htmlEntityDesc *entity = htmlEntityLookup(name);
  return entity ? entity->value : 0;
}
