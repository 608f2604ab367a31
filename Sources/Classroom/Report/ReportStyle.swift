import CPageFiles

/// What the reports' pages add to the style sheet of all pages.
let reportStyle = String(cString: nabla_report_css())
