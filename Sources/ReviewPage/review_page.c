#include "include/review_page.h"

static const unsigned char html[] = {
#embed "page/page.html"
};
static const unsigned char style[] = {
#embed "page/page.css"
};
// One script, in the order of use.
static const unsigned char script[] = {
#embed "page/elements.js"
    ,
#embed "page/records.js"
    ,
#embed "page/decisions.js"
    ,
#embed "page/virtual-list.js"
    ,
#embed "page/article-list.js"
    ,
#embed "page/article-text.js"
    ,
#embed "page/connections.js"
    ,
#embed "page/inspector.js"
    ,
#embed "page/directive-table.js"
    ,
#embed "page/plots.js"
    ,
#embed "page/main.js"
};

review_page_part review_page_html(void) { return (review_page_part){html, sizeof html}; }
review_page_part review_page_style(void) { return (review_page_part){style, sizeof style}; }
review_page_part review_page_script(void) { return (review_page_part){script, sizeof script}; }
