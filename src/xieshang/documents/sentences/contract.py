"""Sentences about contract documents: writing them, and reading them back."""

from xieshang.documents.sentences.form import N_, Sentences

_ANEW = N_("用 xieshang contract render 重新生成，或索取原文件")

SENTENCES: dict[str, Sentences] = {
    "render.no_font": Sentences(
        N_("本机没有中文字体，不能排印 PDF"),
        N_("Debian 软件包 fonts-noto-cjk，或环境变量 FONT_DIRS 所指文件夹中的中文字体"),
        N_("以 root 运行 apt-get install fonts-noto-cjk，或设置 FONT_DIRS；也可先用 --docx 生成 Word"),
    ),
    "document.kind_unknown": Sentences(N_("文件既不是 PDF，也不是 Word"), N_(".pdf 或 .docx 文件"), _ANEW),
    "document.old_word": Sentences(
        N_("文件是旧格式 .doc，或设有密码"), N_("未加密的 .docx 文件"), N_("在 WPS 或 Word 中取消密码，另存为 .docx 后重新提交")
    ),
    "document.broken": Sentences(N_("{form} 文件已损坏或不完整"), N_("完整的文件"), _ANEW),
    "document.encrypted": Sentences(N_("PDF 设有密码"), N_("未加密的 PDF"), N_("取消密码后重新提交")),
    "document.too_large": Sentences(N_("Word 文件解压后过大"), N_("解压后不超过 {limit_mb} MB 的文件"), _ANEW),
    "document.no_text": Sentences(
        N_("文件中没有可读的文字，可能是扫描件"), N_("带有文字的 PDF 或 .docx"), N_("提交生成的电子文本，扫描件只作附件保存")
    ),
    "document.no_contract": Sentences(
        N_("文件中既没有随附的合同数据，也没有可以识别的工资标准表"),
        N_("本系统生成的 PDF 或 Word；或表头含金额列（写明形式，如“月最低工资（元/月）”）及下列之一的 Word 表格：{heads}"),
        N_("改正表头后重新提交，或直接填写合同文件（xieshang contract schema）"),
    ),
    "document.amount_unreadable": Sentences(
        N_("表中此行的金额无法识别"), N_("以元为单位、至多两位小数的金额，如 2,380 或 10.40"), N_("改正该行的金额后重新提交")
    ),
}
