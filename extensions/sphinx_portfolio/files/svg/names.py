"""The names that may stay in a drawing (SVG 1.1 and 2, CSS), and those that are nobody's loss."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

#: Open Badges 3.0 and 2.0 keep a credential in elements of these namespaces, for who verifies it.
BADGES = frozenset({"https://purl.imsglobal.org/ob/v3p0", "http://openbadges.org"})

#: Beginnings of the namespaces in which drawing programs note things for themselves.
PROGRAMS = (
    "http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://inkscape.sourceforge.",
    "http://ns.adobe.com/", "https://ns.adobe.com/", "adobe:", "http://www.bohemiancoding.com/",
    "http://www.serif.com/", "https://www.serif.com/", "http://www.figma.com/",
    "https://www.figma.com/", "http://www.corel.com/", "http://vectornator.io",
    "http://www.vectornator.io", "http://schemas.microsoft.com/", "http://schemas.openxmlformats.",
    "http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:",
    "urn:oasis:names:tc:opendocument:", "http://xml.openoffice.org/",
    "http://sun.com/xmlns/staroffice", "http://krita.org/", "http://www.krita.org/",
    "http://www.koffice.org/", "http://www.calligra.org/", "https://boxy-svg.com",
    "http://boxy-svg.com", "http://svgjs.", "https://svgjs.", "http://www.jgraph.com",
    "https://www.drawio.com", "http://www.diagrams.net", "https://penpot.app/",
    "https://www.canva.com", "http://www.iki.fi/pav/", "http://www.yworks.com/",
    "http://xmlgraphics.apache.org/", "http://www.mathworks.com/",
    # Metadata.
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#",
    "http://purl.org/", "http://creativecommons.org/", "https://creativecommons.org/",
    "http://web.resource.org/cc/", "http://xmlns.com/foaf/", "http://iptc.org/",
    "http://www.w3.org/2001/XMLSchema",
)  # fmt: skip

#: SVG elements that draw, describe, or are drawn with.
ELEMENTS = words("""
    a animate animateColor animateMotion animateTransform circle clipPath defs desc discard ellipse
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence filter font font-face font-face-format font-face-name
    font-face-src font-face-uri g glyph glyphRef altGlyph altGlyphDef altGlyphItem hatch hatchpath
    hkern image line linearGradient marker mask mesh meshgradient meshpatch meshrow missing-glyph
    mpath path pattern polygon polyline radialGradient rect set solidcolor stop style svg switch
    symbol text textPath title tref tspan use view vkern
""")
#: SVG elements that are nobody's loss.
UNSEEN = frozenset({"metadata", "color-profile", "cursor", "namedview", "foreignObject"})
#: Elements of any namespace that act or fetch: whoever made the drawing should know of them.
ACTING = words("""
    applet audio base button canvas embed form frame frameset handler iframe img input link listener
    meta object portal script source textarea track video
""")
ANIMATIONS = words("animate animateColor animateMotion animateTransform set discard")
#: Where text is more than space between elements.
TEXTS = words("text title desc style")
#: Elements whose ``href`` may hold a picture.
PICTURES = frozenset({"image", "feImage"})

#: Attributes that CSS knows as properties, and others whose values are read like theirs.
STYLED = words("""
    alignment-baseline background-color baseline-shift clip clip-path clip-rule color
    color-interpolation color-interpolation-filters color-profile color-rendering cursor direction
    display dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-feature-settings font-kerning font-size font-size-adjust
    font-stretch font-style font-variant font-variation-settings font-weight
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation
    kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask
    mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-inside shape-padding
    shape-rendering shape-subtract solid-color solid-opacity stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width tab-size text-align text-anchor text-decoration text-indent
    text-orientation text-overflow text-rendering text-shadow transform transform-box
    transform-origin unicode-bidi vector-effect vertical-align visibility white-space word-spacing
    writing-mode
    accumulate additive amplitude attributeName attributeType azimuth
    baseFrequency baseProfile begin
    end in in2 result bias by calcMode clipPathUnits cx cy
    d diffuseConstant divisor dur dx dy edgeMode elevation exponent externalResourcesRequired
    fill from fr fx fy filterRes filterUnits gradientTransform gradientUnits height horiz-adv-x
    horiz-origin-x horiz-origin-y intercept k k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints
    keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
    maskContentUnits maskUnits max method min mode numOctaves offset operator order orient
    orientation origin pathLength path patternContentUnits patternTransform patternUnits points
    pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX
    refY repeatCount repeatDur restart rotate rx ry scale seed side slope spacing
    specularConstant specularExponent spread spreadMethod startOffset stdDeviation stitchTiles
    surfaceScale tableValues targetX targetY textLength to type values version vert-adv-y
    vert-origin-x vert-origin-y viewBox viewTarget width x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z zoomAndPan
    accent-height alphabetic ascent bbox cap-height descent hanging ideographic mathematical
    overline-position overline-thickness panose-1 slope stemh stemv strikethrough-position
    strikethrough-thickness underline-position underline-thickness units-per-em v-alphabetic
    v-hanging v-ideographic v-mathematical widths x-height
""")
#: Attributes that hold words and names.
WORDED = words("""
    arabic-form class g1 g2 glyph-name glyphRef id
    lang media name requiredExtensions requiredFeatures requiredFonts requiredFormats
    role string systemLanguage tabindex u1 u2 unicode unicode-range
""")
#: Beginnings of attributes that mean nothing to a browser but what a style asks for.
WORDED_BEGINNINGS = ("data-", "aria-")
#: Attributes that hold addresses in some language.
ADDRESSED = words("href src srcset data action formaction ping poster background")

#: CSS functions that fetch nothing.
FUNCTIONS = words("""
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark device-cmyk icc-color
    icc-named-color device-rgb device-gray
    var env calc min max clamp round mod rem abs sign sin cos tan asin acos atan atan2 pow sqrt
    hypot log exp
    matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley
    scalez scale3d rotate rotatex rotatey rotatez rotate3d skew skewx skewy perspective
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    circle ellipse inset polygon path rect xywh shape ray
    cubic-bezier steps linear
    linear-gradient radial-gradient conic-gradient repeating-linear-gradient
    repeating-radial-gradient repeating-conic-gradient
    local format tech counter counters fit-content minmax repeat
""")
#: The same in selectors and conditions.
SELECTOR_FUNCTIONS = FUNCTIONS | words("""
    not is where has matches any -webkit-any -moz-any nth-child nth-last-child nth-of-type
    nth-last-of-type lang dir host host-context part slotted selector style
""")
#: Properties that once ran script.
ACTING_PROPERTIES = frozenset({"behavior", "-ms-behavior", "-moz-binding"})
#: Rules that hold rules, and those that hold declarations.
HOLDING_RULES = words(
    "media supports layer container scope keyframes -webkit-keyframes -moz-keyframes"
)
DECLARING_RULES = frozenset({"font-face"})
#: Rules that are nobody's loss.
UNSEEN_RULES = words("charset namespace page property counter-style viewport")
