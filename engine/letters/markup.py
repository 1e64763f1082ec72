"""From Markdown to what is sent: sanitised HTML, and the same as plain text for whoever reads mail that way."""

from collections.abc import Iterator, Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h1", "h2", "h3", "blockquote", "hr"}
SCHEMES = {"https", "http", "mailto", "tel"}
#: authors wrap their lines as they like; a value keeps the lines it was typed in
BREAKS = {"softbreak": " ", "hardbreak": "\n"}
#: no HTML of authors, no pictures (they tell the sender when a letter is read), no links out of the blue
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")


def html(markdown: str) -> str:
    """Only paragraphs, lists, emphasis, headings, quotations and links of safe kinds come out."""
    return nh3.clean(
        MARKDOWN.render(markdown),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def text(markdown: str) -> str:
    """The letter without markup; addresses of links stand behind their words."""
    return "\n\n".join(_blocks(MARKDOWN.parse(markdown))) + "\n"


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    marks: list[str] = []
    numbers: list[int] = []
    items: list[str] = []
    quoted = 0
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(0)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "list_item_open":
                marks.append(f"{numbers[-1]}. " if numbers[-1] else "- ")
                numbers[-1] += bool(numbers[-1])
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                if not numbers and items:
                    yield "\n".join(items)
                    items = []
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "hr":
                yield "---"
            case "inline" | "fence" | "code_block":
                line = _inline(token)
                if numbers:
                    items.append(_item(line, marks.pop() if marks else "  ", len(numbers)))
                else:
                    yield "\n".join("> " * quoted + part for part in line.splitlines())


def _item(line: str, mark: str, depth: int) -> str:
    indent = "  " * (depth - 1)
    return indent + mark + line.replace("\n", "\n" + indent + " " * len(mark))


def _inline(token: Token) -> str:
    return "".join(_words(token.children)) if token.children else token.content


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    links: list[tuple[str, list[str]]] = []
    for token in tokens:
        word = BREAKS.get(token.type, token.content)
        if token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), []))
        elif token.type == "link_close":
            href, said = links.pop()
            address = href.removeprefix("mailto:").removeprefix("tel:")
            yield address if "".join(said) == address else f"{''.join(said)}: {address}"
        elif links:
            links[-1][1].append(word)
        else:
            yield word
