"""Released statements as feeds read by people's readers (Atom, RSS, JSON Feed) and by agencies
(IPTC ninjs 2.1 and NewsML-G2). What goes in has been released: nothing here looks at embargoes.
"""

from muntada.press.wires.newsml import newsml
from muntada.press.wires.ninjs import ninjs
from muntada.press.wires.readers import atom, json_feed, rss
from muntada.press.wires.said import Source

__all__ = ["Source", "atom", "json_feed", "newsml", "ninjs", "rss"]
