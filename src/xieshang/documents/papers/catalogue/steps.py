"""The steps of the road under which the papers are listed."""

from xieshang.documents.sentences.form import N_

__all__ = ["STEPS"]

STEPS = {
    "representatives": N_("代表产生与公示"),
    "offer": N_("要约与应约"),
    "talks": N_("协商准备与会议"),
    "dispute": N_("中止与协调处理"),
    "ratification": N_("企业确认与职代会审议"),
    "filing": N_("报送与审查"),
    "performance": N_("公布与履行"),
    "supervision": N_("监督与改正"),
    "ending": N_("变更、续签与终结"),
}
