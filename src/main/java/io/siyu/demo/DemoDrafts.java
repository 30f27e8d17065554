package io.siyu.demo;

import io.siyu.reach.channel.Afterlife;
import io.siyu.reach.channel.AllocationRules;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.CodeDraft.PoolMember;
import io.siyu.reach.channel.HourRule;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.WelcomePlan;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Live codes of the demo as an operator describes them; one of them receives otherwise while the shops are closed. */
final class DemoDrafts {

    static final RemarkRule REMARK = new RemarkRule("{客户昵称}-{活码名称}", "{日期}扫会员卡加上，由{导购姓名}接待", false);

    static final WelcomePlan WELCOME = new WelcomePlan(
            List.of(),
            List.of(new HourRule(
                    EnumSet.allOf(DayOfWeek.class),
                    LocalTime.of(22, 0),
                    LocalTime.of(9, 0),
                    "{客户昵称}，你好呀！门店已经打烊，留言给我，明早第一时间回你。",
                    List.of(),
                    Set.of(),
                    "{客户昵称}-夜-{日期}",
                    false)));

    private DemoDrafts() {}

    static CodeDraft draft(String name, List<PoolMember> pool, Set<Long> tags, String campaign, WelcomePlan welcome) {
        return new CodeDraft(
                name,
                pool,
                30,
                tags,
                "{客户昵称}，你好呀！我是山屿茶事的{导购姓名}。以后喝什么茶、怎么泡，随时问我。新人礼券已经在路上啦～",
                welcome,
                true,
                null,
                AllocationRules.PLAIN,
                Afterlife.NONE,
                Set.of(campaign));
    }
}
