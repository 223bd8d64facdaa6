"""What a decree may name: who fits into which quota, what a fund can carry, what is refused. Pure."""
