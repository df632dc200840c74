"""Sentences about pay rows brought in through the pages: the file, the job, the rows as they are kept."""

from xieshang.documents.sentences.form import N_, Sentences

SENTENCES = {
    "upload.too_large": Sentences(
        N_("文件大于 {limit_mb} MB"), N_("不超过 {limit_mb} MB 的文件"), N_("按月份分成几份，或另存为 Parquet 后上传")
    ),
    "upload.no_file": Sentences(N_("没有选文件"), N_("一个 .csv、.xlsx 或 .parquet 文件"), N_("选好文件再上传")),
    "upload.other_enterprise": Sentences(
        N_("此行不是本企业的"), N_("企业一列为本企业的名称或代码，或不收这一列"), N_("删去其他企业的行；各企业各自上传")
    ),
    "rows.damaged": Sentences(N_("存着的工资行读不出来，或与收下时不一致"), N_("收下时的原样"), N_("删除这一份，把原文件重新上传")),
    "job.broken": Sentences(
        N_("处理了 {count} 次都中途停下"), N_("能在本机内存和时间之内读完的文件"), N_("分成几份再上传；仍不行，请告诉系统管理员")
    ),
}
