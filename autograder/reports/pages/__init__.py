"""Pages for people: the class report, and each student's feedback.

`write.py` is the way in. Numbers and words are put together in Python, in frozen records; the
templates only place them.
"""
