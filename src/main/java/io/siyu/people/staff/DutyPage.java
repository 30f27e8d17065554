package io.siyu.people.staff;

import org.springframework.web.util.HtmlUtils;

/** The HTML of an employee's own switch: what is so now, what it means, one button. */
final class DutyPage {

    private static final String FRAME = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>接待开关</title>
            <style nonce="%s">
            body{margin:0;padding:16px;font:15px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2129;background:#f6f7f7}
            main{max-width:480px;margin:0 auto}
            section{background:#fff;border-radius:6px;padding:20px 16px;margin-bottom:12px}
            h1{font-size:20px;margin:0 0 4px}p{margin:0;color:#5c6670}
            .dot{display:inline-block;width:10px;height:10px;border-radius:50%%;margin-right:8px;background:#0b6b4f}.off{background:#8a939b}
            button{width:100%%;min-height:48px;border-radius:6px;border:1px solid #0b6b4f;background:#fff;color:#0b6b4f;font-size:16px}
            .main{background:#0b6b4f;color:#fff}
            </style></head><body><main>%s</main></body></html>""";

    private DutyPage() {}

    static String of(StaffMember member, String token, String nonce) {
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
        return FRAME.formatted(nonce, body);
    }

    private static String aboutOf(StaffMember member) {
        if (!member.onDuty()) {
            return "管理员暂停了给你分配新客户，打开自己的开关也要等管理员恢复。";
        }
        return member.away() ? "你关上了自己的开关：扫码的新客户会分给其他同事。老客户照常能找到你。" : "扫码的新客户会轮到你。要离开一会儿，就先关上。";
    }

    static String missing(String nonce) {
        return FRAME.formatted(nonce, "<section><h1>没有这个页面</h1><p>链接可能不完整，请向管理员要一次新的。</p></section>");
    }
}
