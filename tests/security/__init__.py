"""The proofs of who may see what, as `./run security` counts them; each goal names the tests that stand for it."""
