"""What the pages of the congress show, and what it has for the noticeboard."""
