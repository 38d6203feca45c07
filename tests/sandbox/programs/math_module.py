# program: the math module
# out: '12.0 3 4 720\n3.1416 78.540 6\nTrue False 0.5\n'
import math
from math import pi, sqrt

print(sqrt(144), math.floor(3.7), math.ceil(3.2), math.factorial(6))
print(round(pi, 4), f"{pi * 5 ** 2:.3f}", math.gcd(12, 18))
print(math.isclose(0.1 + 0.2, 0.3), 0.1 + 0.2 == 0.3, round(math.sin(math.radians(30)), 6))
