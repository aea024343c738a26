"""Pictures that are drawn from records at build time: where everything stands, and as SVG.

No clock, no random number and no font of the machine decides anything, so the same records give
the same picture everywhere.
"""
