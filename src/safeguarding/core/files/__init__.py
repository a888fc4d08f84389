"""Files: versions, digests, limits and safe serving."""
