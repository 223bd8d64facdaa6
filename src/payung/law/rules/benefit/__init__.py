"""What JKK and JKM owe after an accident or a death: the law of benefits for BPU."""
