"""Documents people take away, as PDF and Word: the look and the parts that features share."""
