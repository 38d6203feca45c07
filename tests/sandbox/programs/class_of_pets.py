# program: a class with methods and inheritance
# out: 'Goldie (hunger 5) says ...\nRex (hunger 3) says Woof\nTrue\n'
class Pet:
    def __init__(self, name):
        self.name = name
        self.hunger = 5

    def feed(self):
        self.hunger = max(0, self.hunger - 2)

    def speak(self):
        return "..."

    def __str__(self):
        return f"{self.name} (hunger {self.hunger})"


class Dog(Pet):
    def speak(self):
        return "Woof"


pets = [Pet("Goldie"), Dog("Rex")]
pets[1].feed()
for pet in pets:
    print(pet, "says", pet.speak())
print(isinstance(pets[1], Pet))
