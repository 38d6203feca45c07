# program: fewest coins
# out: '1 x £2\n1 x 50p\n1 x 20p\n1 x 10p\n1 x 5p\n1 x 2p\n1 x 1p\n'
amount = 288
coins = [200, 100, 50, 20, 10, 5, 2, 1]
for coin in coins:
    number, amount = divmod(amount, coin)
    if number:
        print(number, "x", f"{coin}p" if coin < 100 else f"£{coin // 100}")
