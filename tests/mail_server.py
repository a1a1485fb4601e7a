"""A mail server that keeps what it is sent, on a real port; it may break off where mail servers break off."""

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
                mail = self._mail()
                if self.server.breaks_off == "before it accepts":
                    return
                self.server.keep(mail)
            self._say("221 bye" if command == "QUIT" else "250 ok")
            if command == "QUIT" or (command == "DATA" and self.server.breaks_off == "once it has accepted"):
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
    allow_reuse_address = True

    def __init__(self, address: str = "127.0.0.1", port: int = 0):
        super().__init__((address, port), _Talk)
        self.received: list[bytes] = []
        self.breaks_off = ""
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def keep(self, mail: bytes) -> None:
        self.received.append(mail)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
