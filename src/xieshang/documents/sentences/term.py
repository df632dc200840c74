"""Sentences about the term of a contract."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES: dict[str, Sentences] = {
    "term.unknown": Sentences(N_("合同期限没有写全起止两天；起始日不明的合同不能用来核对工资")),
    "term.too_short": Sentences(N_("合同期限不足通常的 {years} 年，满 {years} 年应到 {to} 或以后")),
    "term.too_long": Sentences(N_("合同期限超过通常的 {years} 年，{years} 年以内应到 {to} 或以前")),
}
