# program: a bill in columns with f-strings
# out: 'Item          Qty      Cost\nPencil          3      0.60\nNotebook        2      3.50\nBag             1     12.00\n===========================\nTotal                 16.10\n1,234,567.9 26% 007    mid   |\n'
items = [("Pencil", 3, 0.2), ("Notebook", 2, 1.75), ("Bag", 1, 12)]
total = 0
print(f"{'Item':<12}{'Qty':>5}{'Cost':>10}")
for name, quantity, price in items:
    cost = quantity * price
    total += cost
    print(f"{name:<12}{quantity:>5}{cost:>10.2f}")
print("=" * 27)
print(f"{'Total':<17}{total:>10.2f}")
print(f"{1234567.891:,.1f} {0.256:.0%} {7:03d} {'mid':^9}|")
