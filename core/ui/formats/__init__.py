"""Where we write dates and numbers otherwise than Django does for a language; `FORMAT_MODULE_PATH` leads here."""
