# program: the largest and the smallest in a list by hand
# out: 'Warmest 22\nColdest -3\nRange 25\n'
temperatures = [12, 15, -3, 22, 8]
biggest = temperatures[0]
smallest = temperatures[0]
for t in temperatures:
    if t > biggest:
        biggest = t
    if t < smallest:
        smallest = t
print("Warmest", biggest)
print("Coldest", smallest)
print("Range", biggest - smallest)
