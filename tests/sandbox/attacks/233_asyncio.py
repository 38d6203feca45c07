# attack: an asyncio server, client and process
# category: net
# safe-outcome: must fail: no module, or no loop, socket and process
# check: no-escape
import asyncio


async def main():
    for way in (lambda: asyncio.start_server(print, "127.0.0.1", 0), lambda: asyncio.open_connection("127.0.0.1", 45871),
                lambda: asyncio.create_subprocess_exec("/bin/true"), lambda: asyncio.create_subprocess_shell("true"),
                lambda: asyncio.to_thread(print, "a thread"), lambda: asyncio.start_unix_server(print, "\0pupil-233")):
        try:
            made = await way()
            print("ESCAPED" if made is not None else "ran", made)
        except (OSError, RuntimeError) as error:
            print("blocked", type(error).__name__)


asyncio.run(main())
