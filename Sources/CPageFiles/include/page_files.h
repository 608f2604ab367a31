/// What a browser reads of ours, as text.
const char *_Nonnull nabla_page_css(void);
const char *_Nonnull nabla_slides_css(void);
const char *_Nonnull nabla_slides_js(void);
const char *_Nonnull nabla_live_css(void);
const char *_Nonnull nabla_live_js(void);
const char *_Nonnull nabla_report_css(void);
