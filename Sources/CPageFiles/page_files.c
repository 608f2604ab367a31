// Builds the style sheets and the script into the program. In Swift they would be arrays of 25,000 numbers, over which its
// compiler takes two seconds.
#include "page_files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const char page_css[] = {
#embed "../Literate/Page/page.css"
    , 0};

static const char slides_css[] = {
#embed "../Literate/Slides/slides.css"
    , 0};

static const char slides_js[] = {
#embed "../Literate/Slides/slides.js"
    , 0};

static const char live_css[] = {
#embed "../Literate/Page/live.css"
    , 0};

static const char live_js[] = {
#embed "../Literate/Page/live.js"
    , 0};

static const char report_css[] = {
// A kit for students has no such file, and nothing that asks for it.
#if __has_embed("../Classroom/Report/report.css")
#embed "../Classroom/Report/report.css"
    ,
#endif
    0};

const char *nabla_page_css(void) { return page_css; }
const char *nabla_slides_css(void) { return slides_css; }
const char *nabla_slides_js(void) { return slides_js; }
const char *nabla_live_css(void) { return live_css; }
const char *nabla_live_js(void) { return live_js; }
const char *nabla_report_css(void) { return report_css; }
