"""Who and where, who may, who did, in what words."""
