// cmark-gfm: GitHub-flavoured Markdown, with tables.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
