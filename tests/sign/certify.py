"""Certified and locked files, as tests/sign/rules.rs names them: certify.py PLAIN FOLDER KEY SIGNER AUTHORITY"""

import sys

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, append_signature_field

plain, folder, key, certificate, authority = sys.argv[1:]
signer = signers.SimpleSigner.load(key, certificate, ca_chain_files=[authority])
PADES = fields.SigSeedSubFilter.PADES
PERMITS = {1: MDPPerm.NO_CHANGES, 2: MDPPerm.FILL_FORMS, 3: MDPPerm.ANNOTATE}
WAITING = {"": None, "-seen": (50, 600, 250, 660), "-unseen": (0, 0, 0, 0)}
LOCKS = {
    "all": FieldMDPSpec(FieldMDPAction.ALL),
    "include": FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["other"]),
    "exclude": FieldMDPSpec(FieldMDPAction.EXCLUDE, fields=["other"]),
}


def write(name, prepare, **said):
    with open(plain, "rb") as source, open(f"{folder}/{name}.pdf", "wb") as target:
        writer = IncrementalPdfFileWriter(source)
        prepare(writer)
        about = signers.PdfSignatureMetadata(subfilter=PADES, **said)
        signers.sign_pdf(writer, about, signer=signer, output=target)


def waiting(box):
    def prepare(writer):
        if box is not None:
            append_signature_field(writer, SigFieldSpec("Waiting", box=box))
        append_signature_field(writer, SigFieldSpec("Certified"))

    return prepare


def locked(lock):
    return lambda writer: append_signature_field(writer, SigFieldSpec("Locked", field_mdp_spec=lock))


for number, permit in PERMITS.items():
    for suffix, box in WAITING.items():
        write(
            f"certified-{number}{suffix}",
            waiting(box),
            field_name="Certified",
            certify=True,
            docmdp_permissions=permit,
        )
for word, lock in LOCKS.items():
    write(f"locked-{word}", locked(lock), field_name="Locked")
