"""How well Khulasa reads the test articles of this repository, against floors that may only rise."""
