# program: shuffle a pack and deal
# seed: 2024
# out: "52 ['4C', '8S', '9S', 'AS', 'KH']\n[26, 5, 95] True\n"
import random

pack = [rank + suit for suit in "SHDC" for rank in "A23456789TJQK"]
random.shuffle(pack)
hand = pack[:5]
print(len(pack), sorted(hand))
print(random.sample(range(100), 3), random.random() < 1)
