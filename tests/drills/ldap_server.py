"""slapd with a few people, on ports of its own: the office's own directory."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.drills.servers import free_port

SLAPD = shutil.which("slapd") or "/usr/sbin/slapd"
MISSING = "" if Path(SLAPD).exists() else "no slapd: apt-get install slapd ldap-utils"
SCHEMAS = "".join(f"include /etc/ldap/schema/{name}.schema\n" for name in ("core", "cosine", "inetorgperson"))
CONFIGURATION = """
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
database mdb
suffix "dc=city"
rootdn "cn=root,dc=city"
rootpw root-of-the-drill
directory {folder}/data
"""
PEOPLE = """dn: dc=city
objectClass: dcObject
objectClass: organization
o: city
dc: city

dn: ou=people,dc=city
objectClass: organizationalUnit
ou: people

"""
PERSON = """dn: uid={name},ou=people,dc=city
objectClass: inetOrgPerson
uid: {name}
cn: {name}
sn: {name}
userPassword: In-the-directory-1

"""
IN_DIRECTORY = "In-the-directory-1"


class Directory:
    """slapd; with a `certificate` and its key it takes TLS, too, at `ldaps` and by StartTLS at `url`."""

    def __init__(self, folder: Path, certificate: tuple[Path, Path] | None = None):
        self.port, self.folder = free_port(), folder
        (folder / "data").mkdir(parents=True)
        self.file = folder / "slapd.conf"
        self.url, self.ldaps = f"ldap://127.0.0.1:{self.port}", f"ldaps://127.0.0.1:{free_port()}"
        told, self.addresses = "", self.url
        if certificate:
            told = "TLSCertificateFile {}\nTLSCertificateKeyFile {}\n".format(*certificate)
            self.addresses = f"{self.url} {self.ldaps}"
        self.file.write_text(SCHEMAS + told + CONFIGURATION.format(folder=folder))
        self.process = None

    def start(self):
        self.process = subprocess.Popen([SLAPD, "-f", self.file, "-h", self.addresses, "-d", "0"])
        for _try in range(100):
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
        raise AssertionError("slapd does not listen")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def add(self, *names):
        text = PEOPLE + "".join(PERSON.format(name=name) for name in names)
        root = ["-x", "-H", self.url, "-D", "cn=root,dc=city", "-w", "root-of-the-drill"]
        subprocess.run(["ldapadd", *root], input=text.encode(), check=True, capture_output=True)
