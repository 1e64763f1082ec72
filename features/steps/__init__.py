"""The steps, one module a noun: each says in a few lines what a sentence of the features does."""
