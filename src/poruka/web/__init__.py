"""The pages: thin faces over the register, the screening and the law."""
