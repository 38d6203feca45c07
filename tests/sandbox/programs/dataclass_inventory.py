# program: a data class, sorted
# out: "Item(weight=1, name='map')\n9 rope\n"
from dataclasses import dataclass


@dataclass(order=True)
class Item:
    weight: int
    name: str


bag = [Item(5, "rope"), Item(1, "map"), Item(3, "lamp")]
print(sorted(bag)[0])
print(sum(item.weight for item in bag), max(bag).name)
