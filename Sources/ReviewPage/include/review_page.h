#ifndef REVIEW_PAGE_H
#define REVIEW_PAGE_H
// The parts of the review page as they stand in page/, in the binary: a moved binary still has them.
#include <stddef.h>

typedef struct {
  const unsigned char *bytes;
  size_t count;
} review_page_part;

review_page_part review_page_html(void);
review_page_part review_page_style(void);
review_page_part review_page_script(void);
#endif
