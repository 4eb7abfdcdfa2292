"""The hostile submissions are data: pytest shall not import what calls itself a test there."""

collect_ignore = ["submissions"]
