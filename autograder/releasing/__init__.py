"""From a verified week to what students get. Imports verification and what is upstream of it."""
