# program: Counter, deque and defaultdict
# out: "[('a', 3), ('n', 2)]\nAnn then Bo 2\n{3: ['cat', 'dog'], 5: ['horse', 'mouse']}\n"
from collections import Counter, defaultdict, deque

print(Counter("banana").most_common(2))
queue = deque(["Ann", "Bo"])
queue.append("Cy")
print(queue.popleft(), "then", queue[0], len(queue))
by_length = defaultdict(list)
for word in ["cat", "horse", "dog", "mouse"]:
    by_length[len(word)].append(word)
print(dict(by_length))
