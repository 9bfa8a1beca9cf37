"""How an extract may be packed: a folder of CSV or Parquet, one workbook, or a zip of any of these."""
