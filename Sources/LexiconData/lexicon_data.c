#include "include/lexicon_data.h"

static const unsigned char abbreviations[] = {
#embed "tables/abbreviations.tsv"
};
static const unsigned char actions[] = {
#embed "tables/actions.tsv"
};
static const unsigned char bodies[] = {
#embed "tables/bodies.tsv"
};
static const unsigned char body_heads[] = {
#embed "tables/body-heads.tsv"
};
static const unsigned char compounds[] = {
#embed "tables/compounds.tsv"
};
static const unsigned char cues[] = {
#embed "tables/cues.tsv"
};
static const unsigned char directive_weights[] = {
#embed "tables/directive-weights.tsv"
};
static const unsigned char document_types[] = {
#embed "tables/document-types.tsv"
};
static const unsigned char events[] = {
#embed "tables/events.tsv"
};
static const unsigned char fields[] = {
#embed "tables/fields.tsv"
};
static const unsigned char honorifics[] = {
#embed "tables/honorifics.tsv"
};
static const unsigned char laws[] = {
#embed "tables/laws.tsv"
};
static const unsigned char openers[] = {
#embed "tables/openers.tsv"
};
static const unsigned char place_heads[] = {
#embed "tables/place-heads.tsv"
};
static const unsigned char places[] = {
#embed "tables/places.tsv"
};
static const unsigned char positions[] = {
#embed "tables/positions.tsv"
};
static const unsigned char programs[] = {
#embed "tables/programs.tsv"
};
static const unsigned char surnames[] = {
#embed "tables/surnames.tsv"
};
static const unsigned char units[] = {
#embed "tables/units.tsv"
};

static const lexicon_table tables[] = {
    {"abbreviations", abbreviations, sizeof abbreviations},
    {"actions", actions, sizeof actions},
    {"bodies", bodies, sizeof bodies},
    {"body-heads", body_heads, sizeof body_heads},
    {"compounds", compounds, sizeof compounds},
    {"cues", cues, sizeof cues},
    {"directive-weights", directive_weights, sizeof directive_weights},
    {"document-types", document_types, sizeof document_types},
    {"events", events, sizeof events},
    {"fields", fields, sizeof fields},
    {"honorifics", honorifics, sizeof honorifics},
    {"laws", laws, sizeof laws},
    {"openers", openers, sizeof openers},
    {"place-heads", place_heads, sizeof place_heads},
    {"places", places, sizeof places},
    {"positions", positions, sizeof positions},
    {"programs", programs, sizeof programs},
    {"surnames", surnames, sizeof surnames},
    {"units", units, sizeof units},
};

lexicon_table lexicon_data_table(size_t index) {
  if (index < sizeof tables / sizeof *tables) return tables[index];
  return (lexicon_table){0};
}
