# attack: multiprocessing and concurrent.futures
# category: proc
# safe-outcome: must fail: no module, or no process
# check: no-escape
try:
    import multiprocessing
    worker = multiprocessing.get_context("fork").Process(target=print, args=("ESCAPED from a worker",))
    worker.start()
    worker.join()
    print("ESCAPED" if worker.exitcode == 0 else "blocked")
except Exception as error:
    print("blocked", type(error).__name__)
try:
    from concurrent.futures import ProcessPoolExecutor
    with ProcessPoolExecutor(1) as pool:
        print("ESCAPED", pool.submit(abs, -1).result(1))
except Exception as error:
    print("blocked", type(error).__name__)
