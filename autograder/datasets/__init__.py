"""Sets of images for training, larger than what a repository holds."""
