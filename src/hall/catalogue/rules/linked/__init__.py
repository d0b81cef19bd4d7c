"""The catalogue as linked data: CPSV-AP 3.2 to be harvested, DCAT 3 for portals, schema.org for pages."""
