# program: mean, median and mode
# out: '5 5 5\n2.138\n'
import statistics

shoe_sizes = [4, 5, 5, 6, 7, 5, 3]
print(statistics.mean(shoe_sizes), statistics.median(shoe_sizes), statistics.mode(shoe_sizes))
print(round(statistics.stdev([2, 4, 4, 4, 5, 5, 7, 9]), 3))
