"""Auto-graded homework for the course "Deep Learning for Computer Vision"."""
