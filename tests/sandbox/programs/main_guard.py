# program: a main function with its guard
# out: 'main ran\nSay that it ran. __main__\n'
def main():
    """Say that it ran."""
    print("main ran")
    print(main.__doc__, __name__)


if __name__ == "__main__":
    main()
