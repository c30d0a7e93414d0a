"""Records of simulators: the content of a file in, typed records out, whoever asks for them."""
