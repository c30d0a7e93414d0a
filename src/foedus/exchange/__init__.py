"""The formats of the field: documents and workbooks in, workbooks and calendars out."""
