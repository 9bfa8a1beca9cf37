"""Papers made from records: what people sign, what courts read, what a person keeps.

``papers.render`` makes a PDF from ``data.PaperData``; nothing in this room reads the database.
"""
