"""What is told as rows: the tables of every form, and the columns of each."""
