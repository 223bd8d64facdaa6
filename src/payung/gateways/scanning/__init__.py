"""What opens a scan, in a confined process of its own: a picture is made anew, a PDF looked through.

Nothing here knows Django: the process starts quickly and holds little. Who calls it is `gateways.scans`.
"""
