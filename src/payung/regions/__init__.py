"""The map: kabupaten, kecamatan and desa by Kemendagri code, and how offices spell them.

A *desa* here is also a kelurahan. Codes and names: Kepmendagri 300.2.2-2430/2025. Not here: who may see which part
of the map (`accounts`), or how many live there.
"""
