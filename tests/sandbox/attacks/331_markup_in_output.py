# attack: markup and scripts in output and error, for the page that shows them
# category: output
# safe-outcome: passed on as text
# check: no-escape,st!=0
print("</pre></script><script>alert(1)</script><img src=x onerror=alert(1)>")
raise ValueError("</pre><svg onload=alert(1)>&lt;\u2028\u2029]]>--><!--")
