# program: raise an error of one's own
# out: 'T-shirt\ncoat\nWarning: stay at home\n'
class TooCold(Exception):
    pass


def wear(temperature):
    if temperature < -20:
        raise TooCold("stay at home")
    if temperature < 10:
        return "coat"
    return "T-shirt"


for t in (15, 5, -30):
    try:
        print(wear(t))
    except TooCold as error:
        print("Warning:", error)
