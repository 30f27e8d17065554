package io.siyu.people.staff;

import org.springframework.web.util.HtmlUtils;

/** The HTML of an employee's own switch: what is so now, what it means, one button. */
final class DutyPage {

    private static final String LOOKS = """
            p{color:#5c6670}button{min-height:48px}
            .dot{display:inline-block;width:10px;height:10px;border-radius:50%;margin-right:8px;background:#0b6b4f}.off{background:#8a939b}
            """;

    private DutyPage() {}

    static PhonePage of(StaffMember member, String token) {
        boolean taking = member.takesCustomers();
        String body = """
                <section><h1><span class="dot%s" aria-hidden="true"></span>%s</h1><p>%s，%s</p></section>
                <form method="post" action="/api/staff/duty/%s/%s"><button class="%s">%s</button></form>""".formatted(
                        taking ? "" : " off",
                        taking ? "正在接待新客户" : "没有在接待新客户",
                        HtmlUtils.htmlEscape(member.name()),
                        aboutOf(member),
                        token,
                        member.away() ? "on" : "off",
                        member.away() ? "main" : "",
                        member.away() ? "开始接待" : "暂停接待");
        return page(body);
    }

    private static String aboutOf(StaffMember member) {
        if (!member.onDuty()) {
            return "管理员暂停了给你分配新客户，打开自己的开关也要等管理员恢复。";
        }
        return member.away() ? "你关上了自己的开关：扫码的新客户会分给其他同事。老客户照常能找到你。" : "扫码的新客户会轮到你。要离开一会儿，就先关上。";
    }

    static PhonePage missing() {
        return page("<section><h1>没有这个页面</h1><p>链接可能不完整，请向管理员要一次新的。</p></section>");
    }

    private static PhonePage page(String body) {
        return new PhonePage("接待开关", LOOKS, body);
    }
}
