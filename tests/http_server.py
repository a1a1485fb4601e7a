"""A web server on a real port that keeps what it is sent; it may refuse, lead elsewhere, hang up, or say nothing."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Talk(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        how = self.server.how
        if how == "hang":
            self.server.released.wait(20)
            return
        if how == "drop before":
            self.close_connection = True
            return
        self.server.received.append((self.path, dict(self.headers), json.loads(body)))
        if how == "drop after":
            self.close_connection = True
            return
        if how == "drip":
            self._drip()
            return
        self._answer(how)

    def _answer(self, how):
        status, answer = how if isinstance(how, tuple) else (200, how)
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", answer)
            answer = ""
        said = json.dumps(answer).encode()
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _drip(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.released.wait(0.2):
            try:
                self.wfile.write(b"X: y\r\n")
            except OSError:
                return

    def log_message(self, *told):
        """Nothing: a test's output is its own."""


class HttpServer(ThreadingHTTPServer):
    """`how` it answers: JSON, (status, JSON), (302, address), "hang", "drip", "drop before" or "drop after"."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Talk)
        self.received: list[tuple[str, dict, dict]] = []
        self.how = {}
        self.released = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def stop(self) -> None:
        self.released.set()
        self.shutdown()
        self.server_close()
