# program: keys, values, items, get, pop and comprehension
# out: "pens       10\nbooks       3\nrubbers     0\n['pens', 'books', 'rubbers'] 13\nnone 0 {'pens': 10, 'books': 3}\n{'pens': 20}\n"
stock = {"pens": 10, "books": 3, "rubbers": 0}
for thing, number in stock.items():
    print(f"{thing:<10}{number:>3}")
print(list(stock.keys()), sum(stock.values()))
print(stock.get("rulers", "none"), stock.pop("rubbers"), stock)
print({name: n * 2 for name, n in stock.items() if n > 5})
