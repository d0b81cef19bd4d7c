"""The catalogue as linked data: CPSV-AP 3.2 for those who harvest, DCAT 3 for portals, schema.org for pages."""
