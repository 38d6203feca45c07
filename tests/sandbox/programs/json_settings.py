# program: save and load settings as JSON
# out: '{"name": "Nia", "level": 3, "sound": true, "items": ["map", "key"]}\nTrue key\n'
import json

settings = {"name": "Nia", "level": 3, "sound": True, "items": ["map", "key"]}
text = json.dumps(settings)
print(text)
loaded = json.loads(text)
print(loaded == settings, loaded["items"][1])
