"""What all tests share: the tags of the features are marks, so that a misspelt principle cannot hide."""

pytest_plugins = ["amends.features.plugin"]
