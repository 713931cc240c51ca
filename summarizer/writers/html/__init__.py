"""A report as HTML: drawn once, for the web page and for the file that stands alone."""
