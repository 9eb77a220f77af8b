"""Read the entries of an XML list one by one, whatever its size, and nothing that XML can do beyond elements and text."""

from collections.abc import Iterator
from typing import Final, cast
from xml.etree import ElementTree as ET
from xml.parsers import expat

from headwater.errors import ListError
from headwater.party.lists.source import ListFile

_BLOCK: Final = 1 << 20
_LONGEST_ENTRY: Final = 256 << 20
_LONGEST_PROLOG: Final = 4 << 20


def root_of(file: ListFile) -> tuple[str, dict[str, str]]:
    """Return the name of the root element and its attributes, namespaces stripped.

    Raises:
        ListError: the file is no XML, or declares a document type, as attacks with entities do and published lists do not.
    """
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate(namespace_separator="}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start(name: str, attributes: dict[str, str]) -> None:
        if not found:
            found.append((_local(name), attributes))

    def doctype(*_: object) -> None:
        raise ListError(
            f"{file.path.name} declares a document type, which no published list does and which can hide an attack; "
            "get the list from its publisher."
        )

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    read = 0
    with file.open() as stream:
        while not found and read < _LONGEST_PROLOG and (block := stream.read(_BLOCK)):
            read += len(block)
            try:
                parser.Parse(block, False)
            except expat.ExpatError as error:
                if found:
                    break
                raise ListError(f"{file.path.name} is not whole XML ({error}); get it again.") from error
    if not found:
        raise ListError(f"{file.path.name} is XML without a root element; get it again.")
    return found[0]


def entries(file: ListFile, tags: frozenset[str]) -> Iterator[tuple[str, ET.Element]]:
    """Yield the elements with the tags given, as they end, with namespaces stripped; each is emptied after its turn.

    An element inside another with one of these tags is not yielded apart.

    Raises:
        ListError: the file breaks off, is damaged, or holds an entry that is larger than any real one.
    """
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(events=("start", "end"))
    depth_inside = since_last = 0
    try:
        with file.open() as stream:
            while block := stream.read(_BLOCK):
                parser.feed(block)
                since_last += len(block)
                if since_last > _LONGEST_ENTRY:
                    raise ListError(f"{file.path.name} holds an entry larger than any list has; get it from its publisher.")
                for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
                    if _local(element.tag) not in tags:
                        continue
                    if event == "start":
                        depth_inside += 1
                        continue
                    depth_inside -= 1
                    if depth_inside == 0:
                        since_last = 0
                        for inner in element.iter():
                            inner.tag = _local(inner.tag)
                        yield element.tag, element
                        element.clear()
            parser.close()
    except ET.ParseError as error:
        raise ListError(f"{file.path.name} breaks off or is damaged ({error}); get it again.") from error


def text_of(element: ET.Element, path: str) -> str:
    """Return the text of the first element at a path, without outer blanks; empty where there is none."""
    return (element.findtext(path) or "").strip()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
