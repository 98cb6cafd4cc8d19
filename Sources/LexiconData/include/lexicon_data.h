#ifndef LEXICON_DATA_H
#define LEXICON_DATA_H
// The tables as they stand in tables/*.tsv, in the binary: a moved binary still has them.
#include <stddef.h>

typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} lexicon_table;

/// The table at `index`, or one with a null name past the last.
lexicon_table lexicon_data_table(size_t index);
#endif
