"""The report of a run: plain words, pictures, and the page and the document made of them."""
