"""The wall: a submission runs in a locked-in process, and values alone cross.

Nothing in this folder knows of checks, references, secrets or grades; most of it runs on the
submission's side. It may import the standard library, NumPy, msgpack, pyseccomp and the records
of `autograder.checking`.
"""
