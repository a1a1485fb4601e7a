"""One walk, many observers: each address is asked once for each of the cast, and every guard judges that one answer.

`requests` says what is asked, `answers` asks it, `observers` judges; `doors` watches the database meanwhile.
"""
