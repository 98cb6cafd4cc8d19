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
  chtml_event event = {CHTML_OPEN, name, (int32_t)strlen((const char *)name), NULL, 0, 0};
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

// Where text stands: just before the parser's place when it is there byte for byte, or a little before that (the parser
// may have looked ahead); else it is a character reference that ends at the parser's place.
static void text(void *data, const xmlChar *chars, int length) {
  state *s = data;
  const long at = xmlByteConsumed(s->parser);
  const int32_t end = at < 0 ? s->length : at > s->length ? s->length : (int32_t)at;
  chtml_event event = {CHTML_TEXT, chars, length, NULL, 0, 0};
  for (int32_t back = 0; back <= 8; back++) {
    const int32_t start = end - length - back;
    if (start < s->seen) break;
    if (memcmp(s->bytes + start, chars, (size_t)length) == 0 && !(length == 1 && chars[0] == '&' && s->bytes[end - 1] == ';')) {
      event.source = start;
      event.source_length = length;
      s->seen = start + length;
      send(s, &event);
      return;
    }
  }
  int32_t start = end;
  while (start > s->seen && s->bytes[start - 1] != '&' && end - start < 64) start--;
  if (start > s->seen) start--;
  event.source = start;
  event.source_length = end - start;
  s->seen = end;
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
