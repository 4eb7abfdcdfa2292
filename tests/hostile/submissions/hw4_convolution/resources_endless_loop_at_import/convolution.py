"""Never finishes its import."""

ATTEMPTS = "resources: endless loop at import"

while True:
    pass
