"""The electronic seal: PAdES signatures by pyHanko, with a demo authority where none is configured."""
