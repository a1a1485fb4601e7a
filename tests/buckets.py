"""An object storage for tests: a server that speaks S3 and keeps its objects in memory, and one that only refuses."""

import logging
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
import environ
from moto.server import ThreadedMotoServer

from config.media import storage_of

SECRET = "wJalrXUtnFEMI-7MDENG-bPxRfiCYCANARYKEY"
KEYS = {"MEDIA_STORAGE_KEY": "AKIACANARYKEY", "MEDIA_STORAGE_SECRET": SECRET}
REFUSAL = "<?xml version='1.0'?><Error><Code>{code}</Code><Message>of the server's own</Message></Error>"


@contextmanager
def object_storage():
    """The address of a server without buckets."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # it tells of every request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    try:
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def new_bucket(endpoint: str) -> str:
    """The name of an empty bucket."""
    name = f"inspection-{uuid.uuid4().hex[:12]}"
    boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEYS["MEDIA_STORAGE_KEY"],
        aws_secret_access_key=SECRET,
    ).create_bucket(Bucket=name)
    return name


def in_bucket(endpoint: str, name: str, **told: str) -> dict:
    """What the settings say of files that lie in a bucket."""
    env = environ.Env()
    env.ENVIRON = KEYS | {"MEDIA_STORAGE": f"s3://{name}?endpoint={endpoint}"} | told
    return storage_of(env)


@contextmanager
def refusing_storage(status: int, code: str):
    """The address of a server that answers everything so."""

    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            content = REFUSAL.format(code=code).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_PUT = do_DELETE = do_GET

        def log_message(self, *_words):
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
