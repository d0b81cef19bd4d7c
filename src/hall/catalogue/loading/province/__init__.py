"""`hall load province`: a whole province of implementing lists, made from the real items by inheritance."""
