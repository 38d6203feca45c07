# program: a table of marks with averages
# out: 'Name    Marks       Mean\nIvy     7 9 8       8.0\nRaj     5 6 10      7.0\n'
marks = {"Ivy": [7, 9, 8], "Raj": [5, 6, 10]}
print("Name".ljust(8) + "Marks".ljust(12) + "Mean")
for name, values in marks.items():
    mean = sum(values) / len(values)
    print(f"{name:<8}{' '.join(map(str, values)):<12}{mean:.1f}")
