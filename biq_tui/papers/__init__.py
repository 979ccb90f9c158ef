"""Papers: any pillar's data set by its template as an accessible PDF, kept, shown and handed on."""
