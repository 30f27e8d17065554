package io.siyu.people.relation.lead;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTML of a guide's leads: who, from where, what was said last; the number on a tap, and what came of the call. */
final class GuideLeadPage {

    private static final String FRAME = """
            <!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>我的线索</title>
            <style nonce="%s">
            body{margin:0;padding:16px;font:15px/1.6 -apple-system,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2129;background:#f6f7f7}
            main{max-width:480px;margin:0 auto}
            section{background:#fff;border-radius:6px;padding:16px;margin-bottom:12px}
            h1{font-size:20px;margin:0}h2{font-size:17px;margin:0}p{margin:4px 0 0;color:#5c6670;overflow-wrap:anywhere}
            .top{padding:0 0 12px}.number{font-size:20px;font-weight:600;color:#1d2129;user-select:all;-webkit-user-select:all}
            .row{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}form{flex:1 1 30%%}
            button{width:100%%;min-height:44px;border-radius:6px;border:1px solid #c9ced6;background:#fff;color:#1d2129;font-size:15px}
            .main{border-color:#0b6b4f;background:#0b6b4f;color:#fff}.harm{color:#b42318}summary{margin-top:12px;color:#175cd3;min-height:28px}
            .bottom{margin:20px 0;text-align:center}.bottom a{color:#175cd3}
            </style></head><body><main>%s</main></body></html>""";

    private static final Map<String, String> OUTCOMES = Map.of(
            "WILL_ADD", "会添加",
            "TALKED", "已沟通",
            "NO_ANSWER", "无人接听",
            "WRONG_NUMBER", "号码错误",
            "REFUSED", "拒绝",
            "DO_NOT_CALL", "要求不再联系");

    private GuideLeadPage() {}

    /** What a tap on 显示号码 showed, for the lead it was asked of: the number, or why not. */
    record Shown(long lead, String text) {}

    static String of(List<LeadViews.Line> leads, @Nullable Shown shown, String token, String nonce) {
        String cards = leads.stream()
                .map(lead -> card(lead, shown != null && shown.lead() == lead.id() ? shown.text() : null, token))
                .collect(Collectors.joining());
        String lost = shown != null && leads.stream().noneMatch(lead -> lead.id() == shown.lead())
                ? "<section><p>%s</p></section>".formatted(htmlEscape(shown.text()))
                : "";
        String body = leads.isEmpty() ? "<section><h2>手上没有要联系的线索</h2><p>分给你的线索会出现在这里。</p></section>" : cards;
        return FRAME.formatted(
                nonce,
                "<div class=\"top\"><h1>我的线索</h1><p>复制号码，到企业微信里搜索添加；加上后在客户资料里存下号码，会自动算转化。</p></div>"
                        + lost
                        + body
                        + "<p class=\"bottom\"><a href=\"/staff/duty/%s\">我的接待开关</a></p>".formatted(htmlEscape(token)));
    }

    static String missing(String nonce) {
        return FRAME.formatted(nonce, "<section><h1>没有这个页面</h1><p>链接可能不完整，请向管理员要一次新的。</p></section>");
    }

    private static String card(LeadViews.Line lead, @Nullable String number, String token) {
        String at = "/api/staff/leads/%s/%d".formatted(htmlEscape(token), lead.id());
        return """
                <section><h2>%s</h2><p>%s</p>%s%s
                <div class="row">%s%s%s</div>
                <details><summary>没成</summary><div class="row">%s%s%s</div></details></section>""".formatted(
                htmlEscape(lead.name().isEmpty() ? "未留姓名" : lead.name()),
                htmlEscape(about(lead)),
                lead.remark().isEmpty() ? "" : "<p>" + htmlEscape(lead.remark()) + "</p>",
                number == null ? ask(at, lead.maskedPhone()) : "<p class=\"number\">" + htmlEscape(number) + "</p>",
                outcome(at, "WILL_ADD", "main"),
                outcome(at, "TALKED", ""),
                outcome(at, "NO_ANSWER", ""),
                outcome(at, "WRONG_NUMBER", ""),
                outcome(at, "REFUSED", ""),
                outcome(at, "DO_NOT_CALL", "harm"));
    }

    private static String about(LeadViews.Line lead) {
        String last = lead.lastOutcome() == null
                ? "还没有联系过"
                : "联系过 %d 次，上次：%s".formatted(lead.attempts(), OUTCOMES.getOrDefault(lead.lastOutcome(), ""));
        String from = lead.source().isEmpty() ? lead.batchName() : lead.source();
        return from + " · " + last + (lead.nextOn() == null ? "" : " · 约在 " + lead.nextOn());
    }

    private static String ask(String at, @Nullable String masked) {
        return masked == null ? "<p>号码已抹除</p>" : """
                <form method="post" action="%s/phone" class="row"><button>%s　显示号码</button></form>""".formatted(at, htmlEscape(masked));
    }

    private static String outcome(String at, String outcome, String look) {
        return """
                <form method="post" action="%s/attempts"><input type="hidden" name="outcome" value="%s"><button class="%s">%s</button></form>""".formatted(at, outcome, look, OUTCOMES.get(outcome));
    }
}
