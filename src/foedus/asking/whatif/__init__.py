"""What if: changes as every door gives them, and answers before and after them."""
