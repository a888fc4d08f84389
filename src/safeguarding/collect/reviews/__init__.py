"""The register of statutory and learning reviews: what is known of each, without a name, and how many there were."""
