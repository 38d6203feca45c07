# program: merge sort by recursion
# out: '[3, 9, 10, 27, 38, 43, 82]\n'
def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right


print(merge_sort([38, 27, 43, 3, 9, 82, 10]))
