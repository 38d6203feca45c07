# program: a bank account as a class
# out: 'Not enough money\nOla has £30.50\n'
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def pay_in(self, amount):
        self.balance += amount

    def take_out(self, amount):
        if amount > self.balance:
            print("Not enough money")
        else:
            self.balance -= amount


mine = Account("Ola", 10)
mine.pay_in(25.5)
mine.take_out(100)
mine.take_out(5)
print(f"{mine.owner} has £{mine.balance:.2f}")
