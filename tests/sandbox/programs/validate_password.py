# program: rules for a strong password
# out: 'cat -> too short, no digit, no capital\ncatcatcat1 -> no capital\nCatcatcat1 -> strong\n'
def problems(password):
    found = []
    if len(password) < 8:
        found.append("too short")
    if not any(c.isdigit() for c in password):
        found.append("no digit")
    if password.lower() == password:
        found.append("no capital")
    return found


for attempt in ["cat", "catcatcat1", "Catcatcat1"]:
    wrong = problems(attempt)
    print(attempt, "->", ", ".join(wrong) if wrong else "strong")
