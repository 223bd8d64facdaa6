"""What a visitor sees, in Chromium. A package, so that browser and site end with it: Playwright holds the event loop."""
