"""A mail server that keeps what it is sent."""

import socketserver
import threading


class _Talk(socketserver.StreamRequestHandler):
    """SMTP as far as a client needs it to deliver a mail."""

    def handle(self):
        self._say("220 here")
        while words := self.rfile.readline().decode(errors="replace").strip():
            command = words[:4].upper()
            if command == "DATA":
                self._say("354 go on")
                self.server.keep(self._mail())
            self._say("221 bye" if command == "QUIT" else "250 ok")
            if command == "QUIT":
                return

    def _mail(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """On a port of this machine, from when it is made until it is stopped."""

    daemon_threads = True

    def __init__(self, address: str = "127.0.0.1"):
        super().__init__((address, 0), _Talk)
        self.received: list[bytes] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def keep(self, mail: bytes) -> None:
        self.received.append(mail)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
