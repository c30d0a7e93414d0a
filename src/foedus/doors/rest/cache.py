"""Answers kept as bytes: questions are pure, so the same question has the same answer."""

from collections import OrderedDict

Asked = tuple[str, bool]
"""The question with its inputs, and whether its answer is packed."""


class Cache:
    """Answers by what was asked, the least recently used thrown out first, up to so many bytes."""

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._answers: OrderedDict[Asked, bytes] = OrderedDict()

    def get(self, asked: Asked) -> bytes | None:
        """The answer, if it is kept."""
        found = self._answers.get(asked)
        if found is not None:
            self._answers.move_to_end(asked)
        return found

    def keep(self, asked: Asked, answer: bytes) -> None:
        """Keep an answer, unless it is too large to be worth it."""
        size = _size(asked, answer)
        if size > self.most // 8 or asked in self._answers:
            return
        self._answers[asked] = answer
        self.held += size
        while self.held > self.most:
            old, thrown = self._answers.popitem(last=False)
            self.held -= _size(old, thrown)


def _size(asked: Asked, answer: bytes) -> int:
    return len(asked[0]) + len(answer)
