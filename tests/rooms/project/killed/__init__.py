"""Work that is killed in the middle by SIGKILL, as a process of its own, in a database of its own."""
