vacuum (analyze);
