"""What asking other registers needs beside its acts: sealed files, the reading of answers, the job, the pages.

The acts themselves stand at the top of the room: `asking.py`, `answering.py`, `clearing.py`.
"""
