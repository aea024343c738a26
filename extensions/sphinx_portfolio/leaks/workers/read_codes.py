"""Read QR codes and the like in a picture with zxing-cpp. Stands alone, and is run by `bounded`.

Writes the text of each as a list in JSON.
"""

from __future__ import annotations

import io
import json
import sys

import zxingcpp
from PIL import Image

#: Pixels of the longer side in which codes are looked for, and pixels that are decoded at most.
_SIDE, _MOST = 2400, 100_000_000


def main() -> None:
    """Read a picture, and write what its codes say."""
    data = io.BytesIO(sys.stdin.buffer.read())
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(data) as image:
            if image.width * image.height > _MOST:
                raise ValueError
            image.draft("L", (_SIDE, _SIDE))
            grey = image.convert("RGBA") if "transparency" in image.info else image
            if grey.mode in {"RGBA", "LA", "PA"}:  # codes stand on white
                white = Image.new("RGBA", grey.size, "white")
                grey = Image.alpha_composite(white, grey.convert("RGBA"))
            grey = grey.convert("L")
            grey.thumbnail((_SIDE, _SIDE))
            found = [code.text for code in zxingcpp.read_barcodes(grey)]
    except (MemoryError, ImportError):
        raise
    except Exception as error:  # a broken file can make the library raise anything
        raise ValueError("it is no whole picture.") from error
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
